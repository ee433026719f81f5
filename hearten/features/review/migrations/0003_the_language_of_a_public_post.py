"""A page in one language finds its posts by a column, newest first, instead of reading every manifest."""

from django.db import migrations, models
from django.db.models import F

COLUMNS = """pub.post_id, pub.digest, pub.number, pub.at AS published_at, rev.manifest, ok.reviewer_name,
         ok.reviewer_title, ok.reviewer_country, ok.is_demo, ok.at AS approved_at, ok.until"""
FROM = """
    FROM review_publication pub
    JOIN review_approval ok ON ok.post_id = pub.post_id AND ok.digest = pub.digest
    JOIN posts_revision rev ON rev.post_id = pub.post_id AND rev.digest = pub.digest
   WHERE ok.until > now()
     AND NOT EXISTS (SELECT FROM posts_withdrawal w WHERE w.post_id = pub.post_id AND w.lifted_at IS NULL);
"""
# Replaced rather than made again, so that who may read it stays as it is. A sealed revision's language never changes.
FORWARD = f"CREATE OR REPLACE VIEW public_post AS SELECT {COLUMNS}, rev.language {FROM}"
BACK = f"DROP VIEW public_post; CREATE VIEW public_post AS SELECT {COLUMNS} {FROM}"


class Migration(migrations.Migration):
    dependencies = [("review", "0002_bound_to_the_bytes")]
    operations = [
        migrations.AddIndex(
            "publication", models.Index(F("at").desc(), F("post").desc(), name="publication_newest_first")
        ),
        migrations.RunSQL(FORWARD, BACK),
    ]
