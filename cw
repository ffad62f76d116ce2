#!/bin/sh
# Builds what is missing or stale, then runs cw. Compiles and packages only: no tests, no lint.
cw_self=$0
while [ -h "$cw_self" ]; do
  cw_link=$(readlink "$cw_self") || exit 1
  case $cw_link in
    /*) cw_self=$cw_link ;;
    *) cw_self=${cw_self%/*}/$cw_link ;;
  esac
done
case $cw_self in
  */*) cw_root=${cw_self%/*} ;;
  *) cw_root=. ;;
esac
cw_dist=$cw_root/app/target/dist

# One process decides: sources, or a folder that lost or gained one, newer than the start of the last good build.
# (bin/cw of a distribution elsewhere never looks.)
cw_stale() {
  [ -f "$cw_dist/lib/stamp" ] || return 0
  [ -n "$(find "$cw_root/pom.xml" "$cw_root/core/pom.xml" "$cw_root/dns/pom.xml" "$cw_root/ca/pom.xml" \
    "$cw_root/app/pom.xml" "$cw_root/core/src/main" "$cw_root/dns/src/main" "$cw_root/ca/src/main" \
    "$cw_root/app/src/main" "$cw_root/.mvn/find-jdk" -newer "$cw_dist/lib/stamp" -print -quit)" ]
}

if cw_stale; then
  . "$cw_root/.mvn/build-dist"
  build_dist || exit 1
fi
. "$cw_dist/lib/launch"
cw_run "$@"
