from django.db import migrations

from alongside.toolbox.operations import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("trail", "0001_initial")]
    operations = [
        AppendOnly("trail_entry"),
        AppendOnly("trail_concern"),
        AppendOnly("trail_seal"),
    ]
