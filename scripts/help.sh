#!/bin/sh
# List the targets of a Makefile that carry a `##` description.
set -eu
echo "make …"
awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-14s %s\n", $1, $2 }' "$1"
