-- Where an athlete is reached, and when they are not to be.
ALTER TABLE athletes
    ADD display_name text,
    ADD time_zone text,
    ADD start_date date,
    ADD paused boolean NOT NULL DEFAULT false,
    ADD schedule_days int;                        -- bit 0 is Sunday; null: not known

-- What an athlete has chosen here. No row: the defaults.
CREATE TABLE preferences (
    user_id uuid PRIMARY KEY,
    version bigint NOT NULL DEFAULT 1,
    language text NOT NULL DEFAULT 'en' CHECK (language IN ('en', 'fr')),
    weight_unit text NOT NULL DEFAULT 'kg' CHECK (weight_unit IN ('kg', 'lb')),
    channels text[] NOT NULL DEFAULT '{discord,web_push}'
        CHECK (channels <@ '{discord,web_push}' AND cardinality(channels) <= 2),
    quiet_from time,
    quiet_until time,
    updated_at timestamptz NOT NULL,
    CHECK ((quiet_from IS NULL) = (quiet_until IS NULL)),
    CHECK (quiet_from <> quiet_until));

-- A Discord account that an athlete has proven to be theirs, by a code used in it. It counts more than what a profile says.
CREATE TABLE discord_links (
    user_id uuid PRIMARY KEY,
    discord_user_id text NOT NULL UNIQUE,
    application_id text NOT NULL,                  -- the bot that they used: it shares a server with them
    linked_at timestamptz NOT NULL);

-- A code to use once, by its SHA-256.
CREATE TABLE link_codes (
    code_hash bytea PRIMARY KEY,
    user_id uuid NOT NULL UNIQUE,
    expires_at timestamptz NOT NULL);

-- An address that turned out to be a dead end for a person: nothing goes there until they open it again.
CREATE TABLE channel_stops (
    user_id uuid NOT NULL,
    channel text NOT NULL CHECK (channel IN ('discord', 'web_push')),
    address text NOT NULL,                         -- a server's channel, an account
    reason text NOT NULL,
    stopped_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, channel, address));

ALTER TABLE discord_channels ADD application_id text;

-- docs/state-machines.md, Delivery. `kind`: drop asks, close tells how the day ended. `content` is what this part shows, as its
-- engine writes it, frozen when it became known. `channel` is set before a message may be there; for Discord `channel_id` with
-- it. Both are cleared when it certainly is not there.
ALTER TABLE deliveries RENAME COLUMN workout TO content;
ALTER TABLE deliveries
    ADD kind text NOT NULL DEFAULT 'drop' CHECK (kind IN ('drop', 'close')),
    ADD channel text CHECK (channel IN ('discord', 'web_push')),
    ADD application_id text,                       -- the bot that posts it, or did
    ADD shown_at timestamptz,                      -- when what is in the channel was last brought up to date
    ADD refresh_at timestamptz;                    -- when it is to be brought up to date; null: it is
UPDATE deliveries SET channel = 'discord' WHERE channel_id IS NOT NULL;
ALTER TABLE deliveries DROP CONSTRAINT deliveries_user_id_engine_local_date_part_key;
ALTER TABLE deliveries ADD UNIQUE (user_id, engine, local_date, kind, part);
CREATE INDEX deliveries_to_refresh ON deliveries (refresh_at) WHERE refresh_at IS NOT NULL;

-- One row for each athlete's day of an engine that is logged or closed; its lock orders the two.
ALTER TABLE training_days RENAME TO demand_days;
ALTER TABLE demand_days ADD engine text NOT NULL DEFAULT 'training_dispatcher';
ALTER TABLE demand_days ALTER engine DROP DEFAULT;
ALTER TABLE demand_days DROP CONSTRAINT training_days_pkey;
ALTER TABLE demand_days ADD PRIMARY KEY (user_id, engine, local_date);

ALTER TABLE preferences ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON preferences USING (user_id = current_person());
ALTER TABLE discord_links ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON discord_links USING (user_id = current_person());
ALTER TABLE link_codes ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON link_codes USING (user_id = current_person());
ALTER TABLE channel_stops ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON channel_stops USING (user_id = current_person());
