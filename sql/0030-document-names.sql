-- The file's name at the client that uploaded it; NULL where none was given.
ALTER TABLE document ADD COLUMN IF NOT EXISTS name VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NULL;
