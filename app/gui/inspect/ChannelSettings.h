// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QJsonObject>
#include <QStringList>

namespace prososcope::gui {

/// How the channels of one recording are shown and heard. A value; reading from JSON takes what fits and keeps the standard
/// for the rest.
struct ChannelSettings {
    Q_DECLARE_TR_FUNCTIONS(ChannelSettings)
public:
    static constexpr int kMostShown = 8;

    bool decided = false;   ///< the user has chosen; until then what suits the recording
    bool separate = false;  ///< panes for each channel, else for their mean
    quint64 muted = 0;      ///< bit n: channel n
    quint64 soloed = 0;
    QStringList names;  ///< as the user has named them; empty ones have the standard name

    /// What is not heard: the muted, and all that are not soloed while any is.
    [[nodiscard]] quint64 silenced() const { return muted | (soloed != 0 ? ~soloed : 0); }
    [[nodiscard]] QString name(int channel, int channels) const;
    void setName(int channel, const QString& name);
    /// Nothing in it differs from the standard, so that it need not be kept.
    [[nodiscard]] bool isStandard() const { return *this == ChannelSettings(); }
    bool operator==(const ChannelSettings&) const = default;
    [[nodiscard]] QJsonObject toJson() const;
    [[nodiscard]] static ChannelSettings fromJson(const QJsonObject& json);
};

}  // namespace prososcope::gui
