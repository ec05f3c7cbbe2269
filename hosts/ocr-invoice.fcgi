#!/bin/sh
# cgi-bin/ocr-invoice.fcgi of a customer, mode 0700: answers requests; cron reads the documents (hosts/crontab).
# The file of settings has database, public-url and work-folder. One request comes at a time, so one thread is enough.
exec "$HOME/ocr-invoice/bin/ocr-invoice" serve --no-reading --config "$HOME/ocr-invoice.conf" \
    --listen inherited --threads 1 --database-connections 2
