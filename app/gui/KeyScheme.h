// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QJsonObject>
#include <QKeySequence>
#include <QList>
#include <QString>

namespace prososcope::gui {

/// Which keys the actions have: those of a preset, where it names an action, else the action's own; and over both what the
/// user has changed. Presets follow other programs where these differ from the standard, and move what would be in the way.
/// A value; reading from JSON takes what fits.
class KeyScheme {
public:
    enum class Preset { Standard, Praat, Audacity };
    static constexpr Preset kPresets[] = {Preset::Standard, Preset::Praat, Preset::Audacity};

    [[nodiscard]] static QString title(Preset preset);  ///< as users choose it

    [[nodiscard]] Preset preset() const { return m_preset; }
    void setPreset(Preset preset) { m_preset = preset; }

    /// The keys of an action whose own are `standard`.
    [[nodiscard]] QList<QKeySequence> keys(const QString& id, const QList<QKeySequence>& standard) const;
    /// The same without the user's changes.
    [[nodiscard]] QList<QKeySequence> presetKeys(const QString& id, const QList<QKeySequence>& standard) const;
    void change(const QString& id, const QList<QKeySequence>& keys) { m_changes.insert(id, keys); }
    void forget(const QString& id) { m_changes.remove(id); }
    void forgetAll() { m_changes.clear(); }
    [[nodiscard]] bool isChanged(const QString& id) const { return m_changes.contains(id); }
    [[nodiscard]] bool hasChanges() const { return !m_changes.isEmpty(); }
    /// Ids that some preset names.
    [[nodiscard]] static QStringList presetIds();

    [[nodiscard]] QJsonObject toJson() const;
    [[nodiscard]] static KeyScheme fromJson(const QJsonObject& json);
    bool operator==(const KeyScheme&) const = default;

private:
    Preset m_preset = Preset::Standard;
    QHash<QString, QList<QKeySequence>> m_changes;
};

}  // namespace prososcope::gui
