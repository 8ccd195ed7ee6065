# SPDX-License-Identifier: GPL-3.0-or-later
# What every target shares: libraries, warnings, sanitizers, and LibTorch as an imported target of our own.

# Libraries that more than one folder links; found here so that their targets are visible everywhere.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
find_package(SQLite3 REQUIRED)
find_package(LibArchive REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(spdlog REQUIRED)
find_package(tl-expected REQUIRED)
pkg_check_modules(SNDFILE REQUIRED IMPORTED_TARGET sndfile)
pkg_check_modules(SOXR REQUIRED IMPORTED_TARGET soxr)
pkg_check_modules(FFTW REQUIRED IMPORTED_TARGET fftw3)
pkg_check_modules(TOMLPLUSPLUS REQUIRED IMPORTED_TARGET tomlplusplus)
pkg_check_modules(PCRE2 REQUIRED IMPORTED_TARGET libpcre2-8)
pkg_check_modules(CAIRO REQUIRED cairo cairo-pdf)
find_path(LIBSVM_INCLUDE NAMES libsvm/svm.h svm.h)
find_library(LIBSVM_LIBRARY svm)
find_path(LIBLINEAR_INCLUDE NAMES linear.h)
find_library(LIBLINEAR_LIBRARY linear)
if(NOT LIBSVM_INCLUDE OR NOT LIBSVM_LIBRARY OR NOT LIBLINEAR_INCLUDE OR NOT LIBLINEAR_LIBRARY)
  message(FATAL_ERROR "LIBSVM or LIBLINEAR was not found: install the packages libsvm-dev and liblinear-dev.")
endif()
pkg_check_modules(PORTAUDIO IMPORTED_TARGET portaudio-2.0)
pkg_check_modules(RUBBERBAND IMPORTED_TARGET rubberband>=3.0)

add_library(prososcope_options INTERFACE)
target_compile_options(prososcope_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
  "$<$<CXX_COMPILER_ID:GNU>:-Wno-restrict;-Wno-stringop-overflow;-Wno-array-bounds>")  # g++ 12 warns wrongly about std::string +
target_include_directories(prososcope_options INTERFACE "${PROJECT_SOURCE_DIR}" "${PROJECT_BINARY_DIR}/generated")
if(PROSOSCOPE_SANITIZE)
  target_compile_options(prososcope_options INTERFACE -fsanitize=${PROSOSCOPE_SANITIZE} -fno-omit-frame-pointer -g1)
  target_link_options(prososcope_options INTERFACE -fsanitize=${PROSOSCOPE_SANITIZE})
endif()

# Compiles the files of a target by batches: most of what a file costs is parsing and instantiating its headers, the same for
# its neighbours. Names in unnamed namespaces must differ within a batch, so they say whose they are (kIaanBounds). Whoever works
# on one file for long can turn it off: -DPROSOSCOPE_BATCHES=OFF.
function(prososcope_by_batches target size)
  set_target_properties(${target} PROPERTIES UNITY_BUILD ${PROSOSCOPE_BATCHES} UNITY_BUILD_BATCH_SIZE ${size})
endfunction()

# LibTorch: find_package(Torch) asks for a CUDA toolkit, so the target is ours. Only prososcope_torch links it.
function(prososcope_find_torch)
  if(TARGET prososcope_libtorch)
    return()
  endif()
  set(root "${TORCH_ROOT}")
  if(NOT root AND DEFINED ENV{TORCH_ROOT})
    set(root "$ENV{TORCH_ROOT}")
  endif()
  if(NOT EXISTS "${root}/lib/libtorch_cpu.so")
    message(FATAL_ERROR "LibTorch 2.11 was not found in TORCH_ROOT='${root}'. "
                        "packaging/setup.sh brings it, or set TORCH_ROOT to a torch folder.")
  endif()
  set(TORCH_ROOT "${root}" CACHE PATH "Folder of LibTorch 2.11 (holds include/ and lib/)" FORCE)
  add_library(prososcope_libtorch INTERFACE IMPORTED GLOBAL)
  target_include_directories(prososcope_libtorch SYSTEM INTERFACE
    "${root}/include" "${root}/include/torch/csrc/api/include")
  target_link_libraries(prososcope_libtorch INTERFACE "${root}/lib/libtorch_cpu.so" "${root}/lib/libc10.so")
  target_link_options(prososcope_libtorch INTERFACE -Wl,--allow-shlib-undefined)
endfunction()
