#pragma once
#include <mysql.h>
#include <errmsg.h>
#include <mysqld_error.h>
#include <ma_pvio.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/time.h>

/* mysql_options takes void*, whose pointee depends on the option. */
static inline int cmariadb_option_number(MYSQL *mysql, enum mysql_option option, unsigned int value) {
    return mysql_options(mysql, option, &value);
}

/* Waits in recv(2), for as long as the socket's own limit. */
static inline ssize_t cmariadb_read(MARIADB_PVIO *pvio, unsigned char *bytes, size_t count) {
    int descriptor = (int)mysql_get_socket(pvio->mysql);
    ssize_t got;
    do got = recv(descriptor, bytes, count, 0); while (got < 0 && errno == EINTR);
    return got;
}

/* The driver reads three times for each answer: at once, in vain, then to be told when there is something, then that.
   What is encrypted goes another way. `methods` must live as long as the connection. */
static inline void cmariadb_wait_in_read(MYSQL *mysql, PVIO_METHODS *methods, unsigned seconds) {
    MARIADB_PVIO *pvio = mysql->net.pvio;
    int descriptor = (int)mysql_get_socket(mysql);
    struct timeval limit = { .tv_sec = seconds };
    if (!pvio || pvio->ctls || fcntl(descriptor, F_GETFL) & O_NONBLOCK) return;
    if (setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit) != 0) return;
    *methods = *pvio->methods;
    methods->read = cmariadb_read;
    pvio->methods = methods;
}

/* mysql_library_init is a macro. */
static inline int cmariadb_start(void) { return mysql_server_init(0, 0, 0); }

/* The driver copies the names of all columns anew at each run of a statement, though nobody here asks for them: it
   leaves out those that are not there. */
static inline void cmariadb_forget_names(MYSQL_STMT *statement) {
    for (unsigned int index = 0; index < statement->field_count; index++) {
        MYSQL_FIELD *field = &statement->fields[index];
        field->name = field->org_name = field->table = field->org_table = field->db = field->catalog = 0;
        field->extension = 0;
        field->name_length = field->org_name_length = field->table_length = field->org_table_length = 0;
        field->db_length = field->catalog_length = 0;
    }
}
