// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/Log.h"

#include <CLI/CLI.hpp>

#include <iostream>

int main(int argc, char** argv) {
    CLI::App app{"Prososcope without a window"};
    app.require_subcommand(1);
    auto* version = app.add_subcommand("version", "Print versions");
    CLI11_PARSE(app, argc, argv);
    if (*version) std::cout << "prososcope " << prososcope::core::programVersion() << '\n';
    return 0;
}
