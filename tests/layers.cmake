# The include law of src/LAYERS:  cmake -P tests/layers.cmake
#
# A folder includes itself, the folders its line names, the <headers> it owns,
# and those of C and POSIX; a .c file includes its own header first.
cmake_minimum_required(VERSION 3.25)
get_filename_component(src ${CMAKE_CURRENT_LIST_DIR}/../src ABSOLUTE)

set(common # headers of C17 and POSIX.1-2008, unless LAYERS gives them an owner
  assert ctype dirent errno fcntl fenv float fnmatch ftw glob grp inttypes
  limits locale langinfo math poll pthread pwd regex sched search semaphore
  setjmp signal spawn stdalign stdarg stdatomic stdbool stddef stdint stdio
  stdlib stdnoreturn string strings sys/[a-z]+ termios threads time uchar unistd
  wchar wctype wordexp iconv)
list(JOIN common "|" common)

set(offences 0)
function(offence place message)
  math(EXPR count "${offences} + 1")
  set(offences ${count} PARENT_SCOPE)
  message(NOTICE "${place}: ${message}")
endfunction()

# ---- read the law

set(folders)
set(owned)
file(STRINGS ${src}/LAYERS lines REGEX "^[^#]")
foreach(line IN LISTS lines)
  if(NOT line MATCHES "^([a-z]+) *:(.*)$")
    offence(src/LAYERS "not 'folder : names': ${line}")
    continue()
  endif()
  set(folder ${CMAKE_MATCH_1})
  separate_arguments(allowed UNIX_COMMAND "${CMAKE_MATCH_2}")
  foreach(name IN LISTS allowed)
    if(name MATCHES "^<")
      if(name IN_LIST owned)
        offence(src/LAYERS "${name} has a second owner, ${folder}")
      endif()
      list(APPEND owned ${name})
    elseif(NOT name IN_LIST folders)
      offence(src/LAYERS "${folder} names ${name}, which is not above it")
    endif()
  endforeach()
  list(APPEND folders ${folder})
  set(allowed_${folder} ${allowed})
endforeach()

# ---- check one #include

# True when the list of <patterns>, "<unicode/*>", holds the header.
function(among header patterns result)
  set(${result} FALSE PARENT_SCOPE)
  foreach(pattern IN LISTS patterns)
    string(REPLACE "." "[.]" pattern "${pattern}")
    string(REPLACE "*" ".*" pattern "${pattern}")
    if(header MATCHES "^${pattern}$")
      set(${result} TRUE PARENT_SCOPE)
    endif()
  endforeach()
endfunction()

# Why `folder` may not include `header` ("base/str.h", <yaml.h>), or nothing.
function(forbidden folder header reason)
  set(${reason} "" PARENT_SCOPE)
  if(header MATCHES "^\"([a-z]+)/")
    set(other ${CMAKE_MATCH_1})
    if(NOT other STREQUAL folder AND NOT other IN_LIST allowed_${folder})
      set(${reason} "${folder} may not include ${other}" PARENT_SCOPE)
    endif()
  elseif(header MATCHES "^\"")
    set(${reason} "${header} is not a path from src/" PARENT_SCOPE)
  else()
    among("${header}" "${allowed_${folder}}" mine)
    among("${header}" "${owned}" somebodys)
    if(NOT mine AND somebodys)
      set(${reason} "${header} is another folder's" PARENT_SCOPE)
    elseif(NOT mine AND NOT header MATCHES "^<(${common})[.]h>$")
      set(${reason} "${header} has no owner in src/LAYERS" PARENT_SCOPE)
    endif()
  endif()
endfunction()

# ---- walk the sources

file(GLOB_RECURSE files RELATIVE ${src} ${src}/*.c ${src}/*.h)
foreach(file IN LISTS files)
  string(REGEX REPLACE "/.*" "" folder ${file})
  if(NOT folder IN_LIST folders)
    offence(src/${file} "src/LAYERS does not name ${folder}")
    continue()
  endif()
  file(STRINGS ${src}/${file} includes REGEX "^ *# *include")
  string(REGEX REPLACE "[.]c$" ".h" own ${file})
  list(TRANSFORM includes REPLACE "^ *# *include *([<\"][^>\"]*[>\"]).*" "\\1")
  if(file MATCHES "[.]c$" AND EXISTS ${src}/${own} AND
     NOT "${includes};" MATCHES "^\"${own}\";")
    offence(src/${file} "does not include \"${own}\" first")
  endif()
  foreach(header IN LISTS includes)
    forbidden(${folder} "${header}" reason)
    if(reason)
      offence(src/${file} "${reason}")
    endif()
  endforeach()
endforeach()

list(LENGTH files count)
if(offences GREATER 0)
  message(FATAL_ERROR "${offences} offences against src/LAYERS")
endif()
message(NOTICE "${count} files keep src/LAYERS")
