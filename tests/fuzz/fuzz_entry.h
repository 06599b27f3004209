// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

/// Run once before the first input (libFuzzer's interface).
extern "C" int LLVMFuzzerInitialize(int *argc, char ***argv);
/// Runs one input; always 0 (libFuzzer's interface).
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);
