#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Runs the libFuzzer programs of a build folder, each from its kept corpus, and prints one line for each. `./run check
# --fuzz` calls it: fuzz_session.sh BUILD SECONDS JOBS KEEP REGEX, where KEEP is "keep" if inputs that reach new code are
# to be added to the kept corpus. The exit status is 1 if an input broke a property.
set -euo pipefail

here=$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")
corpus_limit_kb=500
# As in `./run check --asan`.
export ASAN_OPTIONS=${ASAN_OPTIONS-detect_stack_use_after_return=1}
export UBSAN_OPTIONS=${UBSAN_OPTIONS-print_stacktrace=1}

# stat NAME LOG: a number of libFuzzer's final statistics.
stat() { sed -n "s/^stat::$1: *\([0-9]*\).*/\1/p" "$2" | tail -n 1; }

# The number of edges that all inputs together have reached.
edges() { grep -ao ' cov: [0-9]*' "$1" | tail -n 1 | tr -dc 0-9 || true; }

fuzz_one() {
    local build=$1 seconds=$2 name=$3 status=0
    local program=$build/fuzz/fuzz_$name session=$build/session/$name crashes=$build/crashes/$name
    local log=$session/log reproducer
    mkdir -p "$session/found" "$crashes"
    "$program" -max_total_time="$seconds" -max_len=4096 -timeout=20 -rss_limit_mb=2048 -print_final_stats=1 \
        -artifact_prefix="$crashes/" "$session/found" "$here/corpus/$name" >"$log" 2>&1 || status=$?
    printf '%-18s %10s %8s %7s %6s  %s\n' "$name" "$(stat number_of_executed_units "$log")" \
        "$(stat average_exec_per_sec "$log")" "$(edges "$log")" "$(stat new_units_added "$log")" \
        "$([[ $status == 0 ]] && echo fine || echo "BROKEN, exit status $status")"
    [[ $status != 0 ]] || return 0
    reproducer=$(sed -n 's/.*Test unit written to \(.*\)$/\1/p' "$log" | tail -n 1)
    {
        echo "  $name: $(grep -am1 -E 'does not hold|ERROR: |runtime error:' "$log" || echo "see $log")"
        echo "    log:    $log"
        echo "    replay: $program ${reproducer:-(no input was written)}"
        echo "    keep:   cp ${reproducer:-INPUT} $here/corpus/$name/, once it is mended"
    } >>"$build/session/broken"
    return 0
}

# Only edges count, not how often each is passed, and small inputs go first: the corpus stays small.
keep_one() {
    local build=$1 name=$2 before after
    before=$(find "$here/corpus/$name" -type f | wc -l)
    "$build/fuzz/fuzz_$name" -merge=1 -use_counters=0 -max_len=2048 -timeout=20 "$here/corpus/$name" \
        "$build/session/$name/found" >"$build/session/$name/merge" 2>&1 ||
        { echo "$name: merging failed, see $build/session/$name/merge" >&2 && return 1; }
    after=$(find "$here/corpus/$name" -type f | wc -l)
    ((after == before)) || echo "$name: $((after - before)) inputs kept"
}

session() {
    local build=$1 seconds=$2 jobs=$3 keep=$4 regex=$5 size
    local -a names=()
    mapfile -t names < <(cd "$build/fuzz" && compgen -G 'fuzz_*' | sed 's/^fuzz_//' | grep -E -- "$regex" | sort)
    ((${#names[@]})) || { echo "no fuzz target matches \"$regex\"" >&2 && return 2; }
    rm -rf -- "$build/session"
    mkdir -p "$build/session"
    echo "${#names[@]} targets, $seconds s each, $jobs at once"
    printf '%-18s %10s %8s %7s %6s\n' target executions per-s edges new
    printf '%s\0' "${names[@]}" | xargs -0 -n 1 -P "$jobs" bash "${BASH_SOURCE[0]}" one "$build" "$seconds"
    if [[ $keep == keep ]]; then
        printf '%s\0' "${names[@]}" | xargs -0 -n 1 -P "$jobs" bash "${BASH_SOURCE[0]}" keep "$build"
    fi
    size=$(du -sk --apparent-size "$here/corpus" | cut -f 1)
    ((size <= corpus_limit_kb)) || echo "The kept corpus has $size KB; it should stay below $corpus_limit_kb."
    if [[ -s $build/session/broken ]]; then
        echo "Inputs that break a property:"
        cat "$build/session/broken"
        return 1
    fi
    echo "No input broke a property."
}

case ${1-} in
one) fuzz_one "$2" "$3" "$4" ;;
keep) keep_one "$2" "$3" ;;
*) session "$@" ;;
esac
