from alongside.phases.evaluation import actions
from alongside.phases.evaluation.states import Found, Framework, Good, Reach
from tests.house.world import FOREIGN, World

PROJECT = "evaluation:project evaluation:notice evaluation:log evaluation:log_csv evaluation:close"


def furnish(world: World) -> None:
    project, by = world.projects["going on"], world.hand("facilitator")
    for state in ("going on", "just begun", FOREIGN):
        pk = world.projects[state].pk
        world.put(PROJECT, state, pk=pk)
        world.put("evaluation:review", state, pk=pk, number=1)
        for framework in Framework.values:
            where, at = f"{state}, {framework}", {"pk": pk, "framework": framework}
            where = FOREIGN if state == FOREIGN else where
            world.put("evaluation:report evaluation:report_docx", where, **at)
            world.put("evaluation:note", where, **at, item="1" if "short" in framework else "1a")
    review = actions.review(
        by=by, project=project, question=project.question, found=Found.PARTLY, why=world.word(),
        now=world.now,
    )  # fmt: skip
    impact = actions.notice(
        by=by, project=project, what=world.word(), for_whom=world.word(), reach=Reach.PERSON,
        good=Good.BAD, expected=False, evidence=world.word(), happened_on=world.today,
        now=world.now,
    )  # fmt: skip
    world.put("evaluation:about", "a review", pk=review.pk)
    world.put("evaluation:about", "a change", pk=impact.pk)
    actions.note(
        by=by, project=project, framework=Framework.SHORT, item="5", text=world.word(),
        now=world.now,
    )  # fmt: skip
