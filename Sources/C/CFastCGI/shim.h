#pragma once
/* The protocol's constants and record layouts only: the server does not link libfcgi. */
#include <fastcgi.h>
