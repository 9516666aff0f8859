-- When the athlete last decided what may also be changed from elsewhere: an older word that comes late changes nothing. Not
-- the time of the row's change: a later word that says what is there already is remembered as well.
ALTER TABLE athletes
    ADD paused_decided_at timestamptz NOT NULL DEFAULT '-infinity',
    ADD time_zone_decided_at timestamptz NOT NULL DEFAULT '-infinity',
    ADD discord_user_decided_at timestamptz NOT NULL DEFAULT '-infinity';
