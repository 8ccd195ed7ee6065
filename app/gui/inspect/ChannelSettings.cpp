// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/ChannelSettings.h"

#include <QJsonArray>

namespace prososcope::gui {

namespace {

constexpr int kMostChannels = 64;
constexpr int kLongestName = 200;

QJsonArray bits(quint64 set) {
    QJsonArray array;
    for (int channel = 0; channel < kMostChannels; ++channel) {
        if ((set >> channel & 1U) != 0) array.append(channel);
    }
    return array;
}

quint64 bits(const QJsonValue& value) {
    quint64 set = 0;
    for (const auto& one : value.toArray()) {
        const int channel = one.toInt(-1);
        if (channel >= 0 && channel < kMostChannels) set |= quint64{1} << channel;
    }
    return set;
}

}  // namespace

QString ChannelSettings::name(int channel, int channels) const {
    if (const QString own = names.value(channel); !own.isEmpty()) return own;
    if (channels == 2) return channel == 0 ? tr("Left") : tr("Right");
    return tr("Channel %1").arg(channel + 1);
}

void ChannelSettings::setName(int channel, const QString& name) {
    if (channel < 0 || channel >= kMostChannels) return;
    while (names.size() <= channel) names.append(QString());
    names[channel] = name.trimmed().left(kLongestName);
    while (!names.isEmpty() && names.last().isEmpty()) names.removeLast();
}

QJsonObject ChannelSettings::toJson() const {
    return {{"decided", decided},
            {"separate", separate},
            {"muted", bits(muted)},
            {"soloed", bits(soloed)},
            {"names", QJsonArray::fromStringList(names)}};
}

ChannelSettings ChannelSettings::fromJson(const QJsonObject& json) {
    ChannelSettings settings;
    settings.decided = json["decided"].toBool();
    settings.separate = json["separate"].toBool();
    settings.muted = bits(json["muted"]);
    settings.soloed = bits(json["soloed"]);
    const QJsonArray names = json["names"].toArray();
    for (int channel = 0; channel < std::min<int>(kMostChannels, static_cast<int>(names.size())); ++channel)
        settings.setName(channel, names[channel].toString());
    return settings;
}

}  // namespace prososcope::gui
