"""Being part of a programme: perspectives, engagement, cohorts, roles, supporters."""
