#!/bin/sh
# Starts PostgreSQL with the contract of the registry's postgres image, as far as charts use it:
#   POSTGRES_USER (postgres)  POSTGRES_DB (as the user)  POSTGRES_PASSWORD  POSTGRES_INITDB_ARGS  POSTGRES_HOST_AUTH_METHOD
#   (scram-sha-256); each but the last also as NAME_FILE, a file that holds the value;  PGDATA;  /docker-entrypoint-initdb.d
# An empty PGDATA is initialised in a folder inside it and moved into place with PG_VERSION last, so that a container killed
# on the way starts afresh instead of finding half a database. Runs as uid 999 directly, with a read-only root.
set -eu
umask 077

main() {
  case "${1:-}" in -*) set -- postgres "$@" ;; esac
  if [ "${1:-}" != postgres ] || asks_for_help "$@"; then exec "$@"; fi
  if [ "$(id -u)" = 0 ]; then drop_root "$@"; fi
  mkdir -p "$PGDATA"
  chmod 700 "$PGDATA" 2>/dev/null || : # a mounted folder's owner may be another
  if [ ! -s "$PGDATA/PG_VERSION" ]; then initialise; fi
  rm -rf "$PGDATA/.initialising"
  socket=$(socket_folder)
  if [ "$socket" != /var/run/postgresql ]; then set -- "$@" -c "unix_socket_directories=$socket"; fi
  exec "$@"
}

asks_for_help() {
  for argument; do
    case "$argument" in -'?' | --help | --describe-config | -V | --version) return 0 ;; esac
  done
  return 1
}

drop_root() {
  mkdir -p "$PGDATA" /run/postgresql # a runtime may cover /run
  chown -R postgres:postgres "$PGDATA" /run/postgresql
  exec setpriv --reuid=postgres --regid=postgres --init-groups "$0" "$@"
}

initialise() {
  value_of POSTGRES_PASSWORD ''
  value_of POSTGRES_USER postgres
  value_of POSTGRES_DB "$POSTGRES_USER"
  value_of POSTGRES_INITDB_ARGS ''
  method=${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}
  if [ -z "$POSTGRES_PASSWORD" ] && [ "$method" != trust ]; then
    fail "the superuser has no password: set POSTGRES_PASSWORD or POSTGRES_PASSWORD_FILE"
  fi
  new=$PGDATA/.initialising
  if [ -e "$new" ]; then
    # Without PG_VERSION nothing here was ever used: the rest of an initialisation that did not get to its end.
    find_leftovers | while IFS= read -r left; do rm -rf "$left"; done
  elif [ -n "$(find_leftovers)" ]; then
    fail "$PGDATA holds files but no database; empty it, or set PGDATA to another folder"
  fi
  mkdir "$new"
  # shellcheck disable=SC2086 # the arguments are a list
  if [ -n "$POSTGRES_PASSWORD" ]; then
    printf '%s\n' "$POSTGRES_PASSWORD" |
      initdb -D "$new" --username="$POSTGRES_USER" --auth-host="$method" --pwfile=/dev/stdin --no-instructions $POSTGRES_INITDB_ARGS
  else
    initdb -D "$new" --username="$POSTGRES_USER" --auth-host="$method" --no-instructions $POSTGRES_INITDB_ARGS
  fi
  printf '\nhost all all all %s\n' "$method" >>"$new/pg_hba.conf"
  # jit: this image has no LLVM.
  printf "\nlisten_addresses = '*'\njit = off\n" >>"$new/postgresql.conf"
  create_database
  run_init_files
  for part in "$new"/*; do
    if [ "$part" != "$new/PG_VERSION" ]; then mv "$part" "$PGDATA/"; fi
  done
  sync "$PGDATA"
  mv "$new/PG_VERSION" "$PGDATA/"
  unset POSTGRES_PASSWORD
}

# value_of NAME DEFAULT: sets NAME from itself, from the file that NAME_FILE names, or to the default.
value_of() {
  eval "direct=\${$1:-} file=\${$1_FILE:-}"
  # shellcheck disable=SC2154 # set by the line above
  if [ -n "$direct" ] && [ -n "$file" ]; then fail "both $1 and $1_FILE are set; set one"; fi
  if [ -n "$file" ]; then direct=$(cat "$file"); fi
  if [ -z "$direct" ]; then direct=$2; fi
  eval "$1=\$direct"
}

# What a fresh volume may hold without being used: the file system's own folder.
find_leftovers() {
  for entry in "$PGDATA"/* "$PGDATA"/.[!.]*; do
    if [ -e "$entry" ] && [ "$entry" != "$PGDATA/lost+found" ]; then printf '%s\n' "$entry"; fi
  done
}

# In single-user mode: no server, no socket, and initdb has made the database "postgres" already.
create_database() {
  if [ "$POSTGRES_DB" = postgres ]; then return; fi
  quoted=$(printf '%s' "$POSTGRES_DB" | sed 's/"/""/g')
  printf 'CREATE DATABASE "%s"\n' "$quoted" |
    postgres --single -D "$new" -c exit_on_error=true postgres >/dev/null
}

run_init_files() {
  set -- /docker-entrypoint-initdb.d/*
  if [ ! -e "$1" ]; then return; fi
  PGHOST=$(socket_folder)
  export PGHOST PGUSER="$POSTGRES_USER" PGDATABASE="$POSTGRES_DB" POSTGRES_USER POSTGRES_DB
  pg_ctl -D "$new" -w -s -o "-c listen_addresses='' -c unix_socket_directories='$PGHOST'" start
  for file; do
    echo "running $file"
    case "$file" in
      *.sql) psql -v ON_ERROR_STOP=1 --no-psqlrc --no-password -f "$file" ;;
      *.sh) if [ -x "$file" ]; then "$file"; else . "$file"; fi ;;
      *) echo "left alone: neither .sql nor .sh" ;;
    esac
  done
  pg_ctl -D "$new" -w -s -m fast stop
  unset PGHOST PGUSER PGDATABASE
}

# With a read-only root the usual folder may be closed; an empty answer means TCP only.
socket_folder() {
  for folder in /var/run/postgresql /tmp; do
    if [ -w "$folder" ]; then
      echo "$folder"
      return
    fi
  done
}

fail() {
  echo "postgres image: $1" >&2
  exit 1
}

main "$@"
