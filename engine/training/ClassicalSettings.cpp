// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/ClassicalSettings.h"

#include <array>

#include "engine/core/NamedBounds.h"
#include "engine/experiment/Experiment.h"

namespace prososcope::training {

namespace {

constexpr std::array kBounds = {core::NamedBounds{"cost", 0.0, 1e6, false},      core::NamedBounds{"gamma", 0.0, 1e6, false},
                                core::NamedBounds{"inner_folds", 2, 1000, true}, core::NamedBounds{"balanced", 0, 1, true},
                                core::NamedBounds{"bound", 1.0, 1e6, false},     core::NamedBounds{"trees", 1, 100000, true},
                                core::NamedBounds{"penalty", 0.0, 1e9, false},   core::NamedBounds{"select", 0, 1e6, true},
                                core::NamedBounds{"fisher", 0, 1024, true}};

/// To choose from. Wide sets separate with small costs, a few dozen columns with larger ones.
const std::vector<double> kCosts = {1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1.0};
const std::vector<double> kRbfCosts = {0.1, 1.0, 10.0, 100.0};
const std::vector<double> kKernelPenalties = {0.03, 0.1, 0.3, 1.0, 3.0};
constexpr double kKernelBound = 2.0;  ///< a kernel of products is wrecked sooner by a value far out
const std::vector<double> kPenalties = {1e-3, 1e-2, 1e-1, 1.0, 10.0, 100.0, 1000.0};

}  // namespace

std::map<std::string, double> ClassicalSettings::values() const {
    if (model == "random-forest") {
        return {{"trees", static_cast<double>(forest.trees)},
                {"balanced", forest.balanced ? 1.0 : 0.0},
                {"fisher", static_cast<double>(fisher)},
                {"bound", bound}};
    }
    const auto onlyOf = [](const std::vector<double>& choices) { return choices.size() == 1 ? choices.front() : 0.0; };
    if (model == "kernel-ridge")
        return {{"penalty", onlyOf(penalties)}, {"fisher", static_cast<double>(fisher)}, {"bound", bound}};
    if (experiment::isRegression(model)) {
        std::map<std::string, double> values = {{"select", static_cast<double>(select)}, {"bound", bound}};
        if (model == "ridge") {
            values["penalty"] = onlyOf(penalties);
            values["inner_folds"] = static_cast<double>(innerFolds);
        }
        return values;
    }
    std::map<std::string, double> values = {{"cost", onlyOf(svm.costs)},
                                            {"inner_folds", static_cast<double>(svm.innerFolds)},
                                            {"balanced", svm.balanced ? 1.0 : 0.0},
                                            {"fisher", static_cast<double>(fisher)},
                                            {"bound", bound}};
    if (svm.kind == learn::SvmSettings::Kind::Rbf) values["gamma"] = svm.gammas.front();
    return values;
}

core::Result<ClassicalSettings> classicalSettings(const std::string& model, const std::map<std::string, double>& values) {
    if (const auto good = core::checkBounds(values, kBounds); !good) return core::fail(good.error());
    const auto valueOf = [&](const char* name, double usual) {
        const auto found = values.find(name);
        return found == values.end() ? usual : found->second;
    };
    using Kind = learn::SvmSettings::Kind;
    ClassicalSettings settings;
    settings.model = model;
    settings.forest.trees = static_cast<int>(valueOf("trees", settings.forest.trees));
    settings.forest.balanced = valueOf("balanced", 1.0) != 0.0;
    settings.svm.kind = model == "svm-rbf" ? Kind::Rbf : model == "svm-linear-rest" ? Kind::LinearRest : Kind::Linear;
    const double cost = valueOf("cost", 0.0);
    settings.svm.costs = cost > 0.0 ? std::vector<double>{cost} : settings.svm.kind == Kind::Rbf ? kRbfCosts : kCosts;
    settings.svm.gammas = {valueOf("gamma", 0.0)};
    settings.innerFolds = static_cast<std::size_t>(valueOf("inner_folds", 5.0));
    settings.svm.innerFolds = settings.innerFolds;
    settings.svm.balanced = valueOf("balanced", 1.0) != 0.0;
    const double penalty = valueOf("penalty", 0.0);
    const bool kernels = model == "kernel-ridge";
    settings.penalties = penalty > 0.0 ? std::vector<double>{penalty} : kernels ? kKernelPenalties : kPenalties;
    settings.fisher = static_cast<std::size_t>(valueOf("fisher", 0.0));
    settings.select = static_cast<std::size_t>(valueOf("select", 0.0));
    settings.bound = valueOf("bound", kernels ? kKernelBound : settings.bound);
    return settings;
}

}  // namespace prososcope::training
