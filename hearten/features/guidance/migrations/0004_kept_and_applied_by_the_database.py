"""A change of guidance is kept as it was proposed, and only the database itself carries it out. decisions/0019.

`guidance_apply` has no door of its own: `answer_guidance` (recheck) calls it once a second person has agreed.
"""

from django.db import migrations

FORWARD = """
ALTER TABLE guidance_change ADD CONSTRAINT change_digest_is_of_lines
  CHECK (digest = encode(sha256(convert_to(lines, 'UTF8')), 'hex'));

CREATE FUNCTION guidance_change_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a change of guidance is never deleted' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  -- Of a row that is being added, all that was before is null.
  IF current_user IN ('hearten_web', 'hearten_worker')
     AND ((NEW.answered_by_id, NEW.answered_at) IS DISTINCT FROM (OLD.answered_by_id, OLD.answered_at)
       OR NEW.answer <> coalesce(OLD.answer, '')
       OR (coalesce(OLD.stage, 'proposed') IN ('proposed', 'declined')
           AND NEW.stage <> coalesce(OLD.stage, 'proposed'))) THEN
    RAISE EXCEPTION 'a change is answered through its door' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF TG_OP = 'UPDATE' AND ((NEW.lines, NEW.digest, NEW.because, NEW.proposed_by_id, NEW.proposed_at, NEW.after_id)
       IS DISTINCT FROM (OLD.lines, OLD.digest, OLD.because, OLD.proposed_by_id, OLD.proposed_at, OLD.after_id)
     OR (OLD.answered_at IS NOT NULL AND (NEW.answered_by_id, NEW.answered_at, NEW.answer)
       IS DISTINCT FROM (OLD.answered_by_id, OLD.answered_at, OLD.answer))) THEN
    RAISE EXCEPTION 'what was proposed and answered never changes' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guidance_change_is_kept BEFORE INSERT OR UPDATE OR DELETE ON guidance_change
  FOR EACH ROW EXECUTE FUNCTION guidance_change_is_kept();

CREATE FUNCTION guidance_wording_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'how guidance was worded never changes' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER guidance_wording_is_kept BEFORE UPDATE OR DELETE ON guidance_wording
  FOR EACH ROW EXECUTE FUNCTION guidance_wording_is_kept();

CREATE FUNCTION guidance_apply(p_change bigint) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE l jsonb; b jsonb; source bigint;
BEGIN
  FOR l IN SELECT one FROM guidance_change c, jsonb_array_elements(c.lines::jsonb -> 'lines') one
           WHERE c.id = p_change ORDER BY one ->> 'code' LOOP
    b := l -> 'becomes';
    IF l ->> 'what' = 'statement' AND l ->> 'verb' <> 'added' THEN
      INSERT INTO guidance_wording (statement_id, change_id, verb, text, was, of_substance, until)
        VALUES (l ->> 'code', p_change, l ->> 'verb', l #>> '{was,text}', l -> 'was',
                (l ->> 'of_substance')::boolean, now());
    END IF;
    IF l ->> 'verb' = 'withdrawn' THEN
      UPDATE guidance_statement SET withdrawn_at = now() WHERE code = l ->> 'code' AND l ->> 'what' = 'statement';
      UPDATE guidance_myth SET withdrawn_at = now() WHERE code = l ->> 'code' AND l ->> 'what' = 'myth';
      CONTINUE;
    END IF;
    INSERT INTO guidance_guideline (publisher, title, year, url, licence)
      VALUES (b ->> 'publisher', b ->> 'title', (b ->> 'year')::smallint, b ->> 'url', b ->> 'licence')
      ON CONFLICT (publisher, title, year) DO UPDATE SET url = EXCLUDED.url, licence = EXCLUDED.licence
      RETURNING id INTO source;
    IF l ->> 'what' = 'statement' THEN
      INSERT INTO guidance_statement (code, guideline_id, topic, text, kind, strength, certainty, awaiting_check,
          checked_by, checked_on, edition, earlier)
        VALUES (l ->> 'code', source, b ->> 'topic', b ->> 'text', b ->> 'kind', b ->> 'strength', b ->> 'certainty',
          (b ->> 'awaiting_check')::boolean, b ->> 'checked_by', (b ->> 'checked_on')::date, b ->> 'edition',
          ARRAY(SELECT jsonb_array_elements_text(b -> 'earlier')))
        ON CONFLICT (code) DO UPDATE SET guideline_id = source, topic = EXCLUDED.topic, text = EXCLUDED.text,
          kind = EXCLUDED.kind, strength = EXCLUDED.strength, certainty = EXCLUDED.certainty,
          awaiting_check = EXCLUDED.awaiting_check, checked_by = EXCLUDED.checked_by,
          checked_on = EXCLUDED.checked_on, edition = EXCLUDED.edition, earlier = EXCLUDED.earlier,
          withdrawn_at = NULL;
    ELSE
      INSERT INTO guidance_myth (code, guideline_id, topic, claim, verdict, harm, correction, refuted_by,
          awaiting_check, checked_by, checked_on)
        VALUES (l ->> 'code', source, b ->> 'topic', b ->> 'claim', b ->> 'verdict', b ->> 'harm',
          b ->> 'correction', ARRAY(SELECT jsonb_array_elements_text(b -> 'refuted_by')),
          (b ->> 'awaiting_check')::boolean, b ->> 'checked_by', (b ->> 'checked_on')::date)
        ON CONFLICT (code) DO UPDATE SET guideline_id = source, topic = EXCLUDED.topic, claim = EXCLUDED.claim,
          verdict = EXCLUDED.verdict, harm = EXCLUDED.harm, correction = EXCLUDED.correction,
          refuted_by = EXCLUDED.refuted_by, awaiting_check = EXCLUDED.awaiting_check,
          checked_by = EXCLUDED.checked_by, checked_on = EXCLUDED.checked_on, withdrawn_at = NULL;
    END IF;
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION guidance_apply FROM PUBLIC;
"""
BACK = """
DROP FUNCTION guidance_apply; DROP TRIGGER guidance_wording_is_kept ON guidance_wording;
DROP FUNCTION guidance_wording_is_kept; DROP TRIGGER guidance_change_is_kept ON guidance_change;
DROP FUNCTION guidance_change_is_kept; ALTER TABLE guidance_change DROP CONSTRAINT change_digest_is_of_lines;
"""


class Migration(migrations.Migration):
    dependencies = [("guidance", "0003_changes_need_two")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
