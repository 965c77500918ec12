#!/bin/sh
# Makes the folder secrets/ beside this file: passwords, and libpq service files that hold them.
# Containers read the files as users of their own, so the files are open and the folder is closed.
set -eu
umask 077
folder="$(cd "$(dirname "$0")" && pwd)/secrets"
mkdir "$folder"
for one in postgres builder chat; do
  head -c 24 /dev/urandom | od -An -tx1 | tr -d ' \n' > "$folder/${one}_password"
done
for one in builder chat; do
  printf '[pressmark]\nhost=database\ndbname=pressmark\nuser=%s\npassword=%s\n' \
    "$one" "$(cat "$folder/${one}_password")" > "$folder/${one}_service"
done
chmod 0444 "$folder"/*
