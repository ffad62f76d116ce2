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
  cw_sources=
  for cw_module in core dns ca envoy sandbox app; do
    cw_sources="$cw_sources $cw_module/pom.xml $cw_module/src/main"
  done
  # Their names have no blanks, whatever the folder of the repository is called.
  [ -n "$(cd "$cw_root" && find pom.xml $cw_sources .mvn/find-jdk -newer app/target/dist/lib/stamp -print -quit)" ]
}

if cw_stale; then
  . "$cw_root/.mvn/build-dist"
  build_dist || exit 1
fi
. "$cw_dist/lib/launch"
cw_run "$@"
