# shellcheck shell=bash
# Linking a program that runs on other machines, too: libgit2 and the like come from archives, without
# the parts that Sources/CGit2Omissions stands in for. Part of programs.sh.

# What a release may be: megabytes, and the newest symbols of glibc (Debian 12, Ubuntu 22.04).
RELEASE_SIZE_MB=28
RELEASE_GLIBC=2.35
# What it takes in; libgit2 must want nothing else than these and the libraries that are left out.
ARCHIVES=(git2 mbedcrypto http_parser pcre2-8 z yaml sodium stdc++)
OMITTED=(mbedtls mbedx509 ssh2 rt)

# The folder of Swift's programs.
swift_folder() { dirname "$(readlink -f "$(command -v swiftc)")"; }

# archive_file NAME: the file that a linker takes for it; not a path where there is none.
archive_file() { "$(swift_folder)/clang" -print-file-name="lib$1.a"; }

# archive_packages: Debian's packages of the archives, and their versions.
archive_packages() {
  local name file
  # shellcheck disable=SC2016 # dpkg-query fills them in
  for name in "${ARCHIVES[@]}"; do
    file=$(archive_file "$name")
    # /lib may be a link to /usr/lib, and a package be known by either path.
    dpkg -S "$file" 2>/dev/null || dpkg -S "/usr$file"
  done | sed 's/:.*//' | sort -u | xargs dpkg-query -W -f '${Package} ${Version}\n'
}

# link_archives: makes the folder of links to the archives, and says where it is. The linker looks
# there first and finds nothing but archives; full paths and -Bstatic would not get past SwiftPM.
# It fails with the reason where this system has other libraries.
link_archives() {
  local folder name file word
  [[ $(uname -s) == Linux ]] || { say "this is not Linux" && return 1; }
  for word in $(pkg-config --static --libs-only-l libgit2); do
    [[ " ${ARCHIVES[*]} ${OMITTED[*]} " == *" ${word#-l} "* ]] ||
      { say "libgit2 is built with ${word#-l} here" && return 1; }
  done
  folder=$(repo_root)/.build/archives
  rm -rf "$folder" && mkdir -p "$folder"
  for name in "${ARCHIVES[@]}"; do
    file=$(archive_file "$name")
    [[ $file == /* ]] || { say "there is no lib$name.a" && return 1; }
    ln -s "$file" "$folder/"
  done
  cat >"$folder/libgit2.pc" <<END_OF_FILE
Name: libgit2
Description: libgit2 from its archive
Version: $(pkg-config --modversion libgit2)
Libs: -L$folder -lgit2 -lmbedcrypto -lhttp_parser -lpcre2-8 -lz
Cflags: $(pkg-config --cflags libgit2)
END_OF_FILE
  say "$folder"
}

# check_release PROGRAM: that it is one file for all the systems that are promised.
check_release() {
  local needed glibc size
  needed=$(objdump -p "$1" | sed -n 's/^ *NEEDED *//p' | grep -v '^ld-linux' | sort | paste -sd' ' -)
  [[ $needed == "libc.so.6 libm.so.6" ]] || fail "$1 needs more than libc and libm: $needed"
  glibc=$(objdump -T "$1" | grep -o 'GLIBC_[0-9.]*' | sort -Vu | tail -n 1)
  [[ $(printf '%s\n' "$glibc" "GLIBC_$RELEASE_GLIBC" | sort -V | tail -n 1) == "GLIBC_$RELEASE_GLIBC" ]] ||
    fail "$1 needs $glibc, which is newer than $RELEASE_GLIBC: $(
      objdump -T "$1" | grep -F "($glibc)" | sed 's/.* //' | paste -sd' ' -
    )"
  size=$(stat -c %s "$1")
  ((size <= RELEASE_SIZE_MB * 1000000)) ||
    fail "$1 has $((size / 1000000)) MB; $RELEASE_SIZE_MB are the limit."
  ok "one file of $((size / 1000000)) MB, which needs libc and libm (${glibc/_/ }) and nothing else"
}
