from django.db import migrations

from alongside.toolbox.operations import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("collection", "0001_initial")]
    operations = [AppendOnly("collection_sourcetext")]
