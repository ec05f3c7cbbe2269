-- The user and his name at that time, where a user acted and no key.
ALTER TABLE job_history
    ADD COLUMN IF NOT EXISTS user_id BINARY(12) NULL,
    ADD COLUMN IF NOT EXISTS user_name VARCHAR(100) NULL;
