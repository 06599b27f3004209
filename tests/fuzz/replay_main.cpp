// SPDX-License-Identifier: GPL-3.0-or-later
// Runs a fuzz target once on each file that is named, or that stands in a folder that is named: how the ordinary tests
// keep what fuzzing has found, with any compiler.
#include "tests/fuzz/fuzz_entry.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> filesBelow(const fs::path &path) {
    std::error_code failure;
    if (!fs::is_directory(path, failure)) return {path};
    std::vector<fs::path> files;
    for (const auto &entry : fs::directory_iterator(path, failure))
        if (entry.is_regular_file()) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

bool replay(const fs::path &path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        std::fprintf(stderr, "%s cannot be read.\n", path.c_str());
        return false;
    }
    const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    std::fprintf(stderr, "%s\n", path.c_str()); // the last one that is named is the one that crashed
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t *>(bytes.data()), bytes.size());
    return true;
}

} // namespace

int main(int argc, char **argv) {
    LLVMFuzzerInitialize(&argc, &argv);
    std::size_t done = 0;
    for (int i = 1; i < argc; ++i)
        for (const fs::path &path : filesBelow(argv[i])) {
            if (!replay(path)) return EXIT_FAILURE;
            ++done;
        }
    if (done == 0) {
        std::fprintf(stderr, "There is no input to replay: name files or folders.\n");
        return EXIT_FAILURE;
    }
    std::printf("%zu inputs, none of them breaks a property.\n", done);
    return EXIT_SUCCESS;
}
