enum MariaDBPlaceholder {}
