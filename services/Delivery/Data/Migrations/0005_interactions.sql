-- How often a person has asked for a code lately.
CREATE TABLE link_code_requests (
    user_id uuid NOT NULL,
    asked_at timestamptz NOT NULL);
CREATE INDEX link_code_requests_of_person ON link_code_requests (user_id, asked_at);

-- Codes that a Discord account tried in vain, with what it was told: a replay is told the same and is no further attempt.
CREATE TABLE link_attempts (
    interaction_id text PRIMARY KEY,
    discord_user_id text NOT NULL,
    attempted_at timestamptz NOT NULL,
    response jsonb NOT NULL);
CREATE INDEX link_attempts_of_account ON link_attempts (discord_user_id, attempted_at);
REVOKE ALL ON link_attempts FROM platform_person;

ALTER TABLE link_code_requests ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON link_code_requests USING (user_id = current_person());
