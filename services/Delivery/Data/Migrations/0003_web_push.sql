-- A browser that a person has allowed to be notified. `public_key` is the VAPID key that it was made for: its push service
-- takes messages signed with that key only.
CREATE TABLE push_subscriptions (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL,
    endpoint text NOT NULL UNIQUE CHECK (length(endpoint) <= 1024),
    p256dh bytea NOT NULL CHECK (octet_length(p256dh) = 65),
    auth bytea NOT NULL CHECK (octet_length(auth) = 16),
    public_key text NOT NULL,
    label text CHECK (length(label) <= 80),        -- which device it is, in the person's words
    created_at timestamptz NOT NULL,
    expires_at timestamptz,                        -- when the browser says that it ends; null: it does not say
    last_accepted_at timestamptz,                  -- when its push service last took a message
    last_test_at timestamptz);
CREATE INDEX push_subscriptions_of_person ON push_subscriptions (user_id, id);

ALTER TABLE push_subscriptions ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON push_subscriptions USING (user_id = current_person());

-- The keys by which push services know this platform; the newest is for new subscriptions, unless one is configured. Private
-- keys are protected by the key ring that the tickets have, and no person's request reads them.
CREATE TABLE vapid_keys (
    public_key text PRIMARY KEY,
    private_key text NOT NULL,
    created_at timestamptz NOT NULL);
REVOKE ALL ON vapid_keys FROM platform_person;
