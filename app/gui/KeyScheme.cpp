// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/KeyScheme.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <algorithm>
#include <iterator>

namespace prososcope::gui {

namespace {

struct KeySchemeWords {
    Q_DECLARE_TR_FUNCTIONS(KeyScheme)
};

/// An action and its keys in a preset, portable text, separated by "; "; empty: it has none.
struct PresetKeys {
    const char* id;
    const char* keys;
};

// Praat 6.4's editor windows.
constexpr PresetKeys kPraat[] = {
    {"inspect.zoomIn", "Ctrl+I"},  {"inspect.zoomOut", "Ctrl+O"},         {"inspect.zoomSelection", "Ctrl+N"},
    {"inspect.zoomAll", "Ctrl+A"}, {"inspect.selectAll", "Ctrl+Shift+A"}, {"file.open", "Ctrl+Alt+O"},
};

// Audacity 3.
constexpr PresetKeys kAudacity[] = {
    {"play.toggle", "Space; P"},         {"play.loop", "L; Shift+Space"}, {"inspect.zoomIn", "Ctrl+1; Up"},
    {"inspect.zoomOut", "Ctrl+3; Down"}, {"inspect.toStart", "Home; J"},  {"inspect.toEnd", "End; K"},
    {"inspect.showPitch", "Shift+P"},
};

std::pair<const PresetKeys*, const PresetKeys*> table(KeyScheme::Preset preset) {
    switch (preset) {
        case KeyScheme::Preset::Standard:
            break;
        case KeyScheme::Preset::Praat:
            return {std::begin(kPraat), std::end(kPraat)};
        case KeyScheme::Preset::Audacity:
            return {std::begin(kAudacity), std::end(kAudacity)};
    }
    return {nullptr, nullptr};
}

constexpr const char* kNames[] = {"standard", "praat", "audacity"};

}  // namespace

QString KeyScheme::title(Preset preset) {
    switch (preset) {
        case Preset::Standard:
            return KeySchemeWords::tr("Standard", "preset of keys");
        case Preset::Praat:
            return KeySchemeWords::tr("As in Praat");
        case Preset::Audacity:
            return KeySchemeWords::tr("As in Audacity");
    }
    return {};
}

QList<QKeySequence> KeyScheme::presetKeys(const QString& id, const QList<QKeySequence>& standard) const {
    const auto [begin, end] = table(m_preset);
    const auto* found = std::find_if(begin, end, [&id](const PresetKeys& one) { return id == QLatin1String(one.id); });
    return found == end ? standard : QKeySequence::listFromString(QLatin1String(found->keys), QKeySequence::PortableText);
}

QList<QKeySequence> KeyScheme::keys(const QString& id, const QList<QKeySequence>& standard) const {
    const auto changed = m_changes.constFind(id);
    return changed != m_changes.cend() ? *changed : presetKeys(id, standard);
}

QStringList KeyScheme::presetIds() {
    QStringList ids;
    for (const Preset preset : kPresets) {
        const auto [begin, end] = table(preset);
        for (const auto* one = begin; one != end; ++one) ids.append(QLatin1String(one->id));
    }
    ids.removeDuplicates();
    return ids;
}

QJsonObject KeyScheme::toJson() const {
    QJsonObject changes;
    for (auto it = m_changes.cbegin(); it != m_changes.cend(); ++it) {
        QJsonArray keys;
        for (const QKeySequence& one : it.value()) keys.append(one.toString(QKeySequence::PortableText));
        changes.insert(it.key(), keys);
    }
    return {{"preset", QLatin1String(kNames[static_cast<int>(m_preset)])}, {"changes", changes}};
}

KeyScheme KeyScheme::fromJson(const QJsonObject& json) {
    KeyScheme scheme;
    for (const Preset preset : kPresets) {
        if (json["preset"].toString() == QLatin1String(kNames[static_cast<int>(preset)])) scheme.m_preset = preset;
    }
    const QJsonObject changes = json["changes"].toObject();
    for (auto it = changes.begin(); it != changes.end(); ++it) {
        if (!it.value().isArray()) continue;
        QList<QKeySequence> keys;
        for (const auto& one : it.value().toArray()) {
            const QKeySequence key(one.toString(), QKeySequence::PortableText);
            if (!key.isEmpty() && key[0].key() != Qt::Key_unknown) keys.append(key);
        }
        scheme.m_changes.insert(it.key(), keys);
    }
    return scheme;
}

}  // namespace prososcope::gui
