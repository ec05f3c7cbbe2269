-- The database of ocr-invoice on this machine: `mariadb < /usr/share/ocr-invoice/database.sql` as root.
-- The unix socket identifies the user, so there is no password.
CREATE DATABASE IF NOT EXISTS ocr_invoice CHARACTER SET utf8mb4;
CREATE USER IF NOT EXISTS 'ocr-invoice'@localhost IDENTIFIED VIA unix_socket;
GRANT ALL ON ocr_invoice.* TO 'ocr-invoice'@localhost;
