// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/layers/LayersData.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/backend/UnitRegression.h"
#include "engine/experiment/Experiment.h"
#include "engine/store/CorpusOfSet.h"

namespace prososcope::gui {

const store::ActivationSetEntry* LayersChoices::set(const LayersSettings& settings, bool untrained) const {
    const auto fits = [&](const store::ActivationSetEntry& each) {
        return each.info.encoder == settings.encoder.toStdString() && each.info.corpus == settings.corpus.toStdString() &&
               (settings.tap.isEmpty() || each.info.tap == settings.tap.toStdString()) &&
               each.info.untrainedSeed.has_value() == untrained;
    };
    // One's own goes before a bundled one.
    for (const bool bundled : {false, true}) {
        const auto found =
            std::find_if(sets.begin(), sets.end(), [&](const auto& each) { return each.bundled == bundled && fits(each); });
        if (found != sets.end()) return &*found;
    }
    return nullptr;
}

const store::ModelEntry* LayersChoices::model(const QString& name) const {
    const auto found = std::find_if(models.begin(), models.end(),
                                    [&](const store::ModelEntry& each) { return each.card.name == name.toStdString(); });
    return found == models.end() ? nullptr : &*found;
}

std::vector<const store::ActivationSetEntry*> LayersChoices::comparable(const LayersSettings& settings) const {
    std::vector<const store::ActivationSetEntry*> found;
    const store::ActivationSetEntry* own = set(settings, false);
    const store::ActivationSetEntry* control = set(settings, true);
    if (own == nullptr) return found;
    for (const store::ActivationSetEntry& each : sets) {
        if (&each == own || &each == control || each.info.corpus != own->info.corpus) continue;
        const bool again = each.info.encoder == own->info.encoder && each.info.tap == own->info.tap;
        if (!again && experiment::sameRowsAndUnits(own->info, each.info)) found.push_back(&each);
    }
    return found;
}

const store::ActivationSetEntry* LayersChoices::stored(const LayersSettings& settings) const {
    if (settings.comparison.with != LayersComparison::With::Stored) return nullptr;
    const auto all = comparable(settings);
    const auto found = std::find_if(all.rbegin(), all.rend(), [&](const store::ActivationSetEntry* each) {
        return QString::fromStdString(each->path.filename().string()) == settings.comparison.file;
    });
    return found == all.rend() ? nullptr : *found;
}

int LayersResult::find(ShownMap::Role role, int target) const {
    for (std::size_t map = 0; map < shown.size(); ++map)
        if (shown[map].role == role && shown[map].target == target) return static_cast<int>(map);
    return -1;
}

const store::ActivationSet* LayersResult::activationsOf(int map) const {
    const auto untrained = [&] { return source->untrained ? &*source->untrained : nullptr; };
    switch (roleOf(map)) {
        case ShownMap::Role::Control:
            return settings.control == LayersControl::UntrainedNetwork ? untrained() : nullptr;
        case ShownMap::Role::Other:
            return other ? &*other : untrained();
        case ShownMap::Role::Target:
        case ShownMap::Role::Difference:
            break;
    }
    return &source->set;
}

analysis::ActivationRows rowsOf(const store::ActivationSet& set, store::ActivationPool pool) {
    const store::ActivationSetInfo& info = set.info();
    return {set.values(pool), static_cast<std::size_t>(info.units()), info.speakers, info.seconds, info.levelDb};
}

core::Result<LayersChoices> loadLayersChoices(const std::filesystem::path& workspace) {
    LayersChoices choices;
    const auto opened = store::Workspace::open(workspace);
    if (!opened) return core::fail(opened.error());
    auto corpora = opened->corpora();
    if (!corpora) return core::fail(corpora.error());
    choices.corpora = std::move(*corpora);
    choices.models = store::findModels(opened->modelsFolder());
    std::erase_if(choices.models, [](const store::ModelEntry& each) {
        return experiment::isClassical(each.card.kind) || each.card.kind == backend::kUnitRegressionKind;
    });
    choices.sets = store::findActivationSets(workspace);
    return choices;
}

std::vector<std::int64_t> LayersSet::widths() const {
    std::vector<std::int64_t> result;
    for (const store::ActivationLayer& each : set.info().layers) result.push_back(each.units);
    return result;
}

UtteranceSound soundOf(const LayersSet& set, std::size_t row) {
    const std::ptrdiff_t place = row < set.utterances.size() ? set.utterances[row] : -1;
    if (place < 0 || !set.imported) return {};  // labels alone
    const corpus::Utterance& each = set.corpus.utterances[static_cast<std::size_t>(place)];
    if (each.path.empty()) return {};
    return {set.corpus.folder / each.path, each.startSeconds, each.endSeconds};
}

core::Result<std::shared_ptr<const LayersSet>> loadLayersSet(const std::filesystem::path& workspace,
                                                             const store::ActivationSetEntry& entry,
                                                             const store::ActivationSetEntry* untrained) {
    auto opened = store::ActivationSet::open(entry.path);
    if (!opened) return core::fail(opened.error());
    auto made = std::make_shared<LayersSet>(LayersSet{std::move(*opened), {}, false, false, {}, {}, {}, {}});
    const store::ActivationSetInfo& info = made->set.info();
    if (untrained != nullptr) {
        auto control = store::ActivationSet::open(untrained->path);
        if (!control) return core::fail(control.error());
        // Maps are compared cell by cell and utterance by utterance.
        if (control->info().layers == info.layers && control->info().utterances == info.utterances)
            made->untrained = std::move(*control);
    }
    const std::set<std::string> speakers(info.speakers.begin(), info.speakers.end());
    made->speakers.assign(speakers.begin(), speakers.end());
    made->utterances.assign(info.utterances.size(), -1);
    const auto store = store::Workspace::open(workspace);
    if (!store) return core::fail(store.error());
    auto of = store::corpusOfSet(*store, made->set);
    if (!of) return core::fail(of.error());
    made->imported = of->imported;
    if (!of->corpus) return made;
    made->corpus = std::move(*of->corpus);
    made->known = true;
    std::map<std::string_view, std::ptrdiff_t> places;
    for (std::size_t i = 0; i < made->corpus.utterances.size(); ++i)
        places.emplace(made->corpus.utterances[i].id, static_cast<std::ptrdiff_t>(i));
    for (std::size_t row = 0; row < info.utterances.size(); ++row) {
        const auto found = places.find(info.utterances[row]);
        if (found != places.end()) made->utterances[row] = found->second;
    }
    made->targets = experiment::availableTargets(made->corpus, info.utterances);
    return made;
}

}  // namespace prososcope::gui
