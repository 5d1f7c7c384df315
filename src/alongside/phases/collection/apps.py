from django.apps import AppConfig


class Config(AppConfig):
    name = "alongside.phases.collection"
    label = "collection"

    def ready(self) -> None:
        from django.urls import reverse

        from alongside.foundation.files import actions as file_actions
        from alongside.foundation.files import rules as files
        from alongside.foundation.projects import rules as projects
        from alongside.toolbox.references import addressed

        from . import actions, queries, rules

        addressed(
            "collection.source", lambda slug, pk: reverse("collection:source", args=[slug, pk])
        )
        files.may_read.answer(rules.may_read_file)
        files.may_read.answer(rules.may_read_paper)
        file_actions.was_wanted.answer(actions.make_format)
        file_actions.was_made.answer(actions.tell_made)
        projects.evidence.answer(queries.evidence)
