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

/* The values of each row that mysql_stmt_fetch passes are told to `tell` and not bound; null for NULL. */
static inline void cmariadb_on_value(MYSQL_STMT *statement, void *columns, ps_result_callback tell) {
    mysql_stmt_attr_set(statement, STMT_ATTR_CB_USER_DATA, columns);
    mysql_stmt_attr_set(statement, STMT_ATTR_CB_RESULT, (const void *)tell);
}
