// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learn/LinearSolver.h"

#include <dlfcn.h>

#include <mutex>

#include "engine/core/Paths.h"

namespace prososcope::learn {

namespace {

using Entry = bool (*)(const LinearProblem&, double*);

Entry linearEntry(std::string& details) {
    static std::mutex mutex;
    static Entry known = nullptr;
    const std::lock_guard lock(mutex);
    if (known != nullptr) return known;
    const auto path = core::libraryFolder() / "libprososcope_liblinear.so";
    void* library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library != nullptr) known = reinterpret_cast<Entry>(dlsym(library, "prososcopeSolveLinear"));
    if (known == nullptr) {
        const char* problem = dlerror();
        details = problem != nullptr ? problem : path.string();
    }
    return known;
}

}  // namespace

core::Result<std::vector<double>> solveLinear(const LinearProblem& problem) {
    std::string details;
    const Entry entry = linearEntry(details);
    if (entry == nullptr)
        return core::fail(core::ErrorKind::Unavailable,
                          {TRANSLATABLE("Engine", "LIBLINEAR cannot be opened. Install the package liblinear4.")},
                          std::move(details));
    std::vector<double> weights(problem.rows.columns + 1, 0.0);
    if (!entry(problem, weights.data()))
        return core::fail(core::ErrorKind::BadInput, {TRANSLATABLE("Engine",
                                                                   "A cost or tolerance of the support vector "
                                                                   "machine is not greater than 0.")});
    return weights;
}

}  // namespace prososcope::learn
