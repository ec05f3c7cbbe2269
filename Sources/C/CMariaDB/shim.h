#pragma once
#include <mysql.h>
#include <errmsg.h>
#include <mysqld_error.h>

/* mysql_options takes void*, whose pointee depends on the option. */
static inline int cmariadb_option_number(MYSQL *mysql, enum mysql_option option, unsigned int value) {
    return mysql_options(mysql, option, &value);
}

/* mysql_library_init is a macro. */
static inline int cmariadb_start(void) { return mysql_server_init(0, 0, 0); }

/* The driver copies the names of all columns again at each run of a statement, although nothing here uses them: it
   leaves out those that are not there. Only of the driver that this was compiled for. */
static inline void cmariadb_forget_names(MYSQL_STMT *statement) {
    for (unsigned int index = 0; index < statement->field_count; index++) {
        MYSQL_FIELD *field = &statement->fields[index];
        field->name = field->org_name = field->table = field->org_table = field->db = field->catalog = 0;
        field->extension = 0;
        field->name_length = field->org_name_length = field->table_length = field->org_table_length = 0;
        field->db_length = field->catalog_length = 0;
    }
}
