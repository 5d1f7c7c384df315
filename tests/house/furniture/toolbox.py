from alongside.toolbox.models import Job
from tests.house.world import World


def furnish(world: World) -> None:
    """A worker that goes on working for as long as the walk takes."""
    Job.objects.create(
        kind="walked", key=world.word(), run_at=world.now, done_at=world.on_day(days=1)
    )
