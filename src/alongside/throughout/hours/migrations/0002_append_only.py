from django.db import migrations

from alongside.toolbox.operations import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("hours", "0001_initial")]
    operations = [AppendOnly("hours_hoursmove")]
