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
