// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/ChannelPanes.h"

#include <QApplication>
#include <QInputDialog>
#include <QLocale>
#include <algorithm>
#include <cmath>

#include "app/gui/inspect/ChannelButtons.h"
#include "app/gui/inspect/RecordingPanes.h"
#include "app/gui/inspect/SpectrogramLook.h"
#include "widgets/PaneStack.h"
#include "widgets/SignalPane.h"
#include "widgets/SpectrogramPlottable.h"
#include "widgets/Theme.h"
#include "widgets/VoicePlottable.h"
#include "widgets/WaveformPlottable.h"

namespace prososcope::gui {

using widgets::SignalPane;

namespace {

constexpr qsizetype kMostKnown = 200;  // recordings whose channels are remembered
constexpr int kWaveformStretch = 34;
constexpr int kSpectrogramStretch = 50;

QString paneId(int channel, const char* kind) {
    return QStringLiteral("channel:%1:%2").arg(channel + 1).arg(QLatin1String(kind));
}

}  // namespace

/// One channel's panes, which belong to the stack, and what fills them.
struct ChannelPanes::Channel {
    int index = 0;
    SignalPane* waveformPane = nullptr;
    SignalPane* spectrogramPane = nullptr;
    widgets::WaveformPlottable* waveform = nullptr;
    widgets::SpectrogramPlottable* spectrogram = nullptr;
    widgets::VoicePlottable* voice = nullptr;
    ChannelButtons* buttons = nullptr;
    std::unique_ptr<SpectrogramLoader> tiles;
    std::unique_ptr<VoiceLoader> tracks;
};

ChannelPanes::ChannelPanes(ActionRegistry* actions, FileLoader* viewLoader, RecordingPanes* panes, QObject* parent)
    : QObject(parent), m_actions(actions), m_viewLoader(viewLoader), m_panes(panes) {
    addActions();
    connect(panes, &RecordingPanes::samplesReady, this, [this](const widgets::SampleBlockPtr& samples) {
        for (const auto& channel : m_channels) {
            channel->waveform->setSamples(samples);
            channel->waveformPane->drawSoon();
        }
    });
    connect(panes->stack(), &widgets::PaneStack::panesChanged, this, &ChannelPanes::rangeChanged);
    connect(&widgets::Theme::instance(), &widgets::Theme::changed, this, &ChannelPanes::dress);
}

ChannelPanes::~ChannelPanes() = default;

void ChannelPanes::addActions() {
    const auto add = [this](const char* id, const QString& text, const QString& description, const QKeySequence& key,
                            bool checkable, std::function<void(ChannelSettings&)> run) {
        m_actions->add({.id = QLatin1String(id),
                        .menu = "view",
                        .text = text,
                        .description = description,
                        .keys = {key},
                        .scope = KeyScope::SignalPane,
                        .checkable = checkable},
                       [this, run = std::move(run)] {
                           if (!m_recording || m_recording->info().channels < 2) return;
                           ChannelSettings settings = m_recording->channels();
                           run(settings);
                           choose(settings);
                       });
    };
    add("inspect.channels", tr("Separate c&hannels"), tr("Show each channel by itself, or the mean of all."),
        QKeySequence(Qt::Key_C), true, [](ChannelSettings& settings) {
            settings.separate = !settings.separate;
            settings.decided = true;
        });
    add("inspect.muteChannel", tr("Mu&te channel"), tr("Hear the channel that has the focus, or do not."),
        QKeySequence(Qt::Key_M), false, [this](ChannelSettings& settings) {
            if (const int channel = currentChannel(); channel >= 0) settings.muted ^= quint64{1} << channel;
        });
    add("inspect.soloChannel", tr("Hear channel al&one"), tr("Hear only the channel that has the focus, or all again."),
        QKeySequence(Qt::SHIFT | Qt::Key_M), false, [this](ChannelSettings& settings) {
            if (const int channel = currentChannel(); channel >= 0) settings.soloed ^= quint64{1} << channel;
        });
    m_actions->add({.id = "inspect.renameChannel",
                    .menu = "view",
                    .text = tr("Na&me channel..."),
                    .description = tr("Give the channel that has the focus a name, such as the speaker's.")},
                   [this] {
                       if (const int channel = currentChannel(); channel >= 0) rename(channel);
                   });
}

int ChannelPanes::currentChannel() const {
    const QString id = m_panes->stack()->currentPane();
    for (const auto& channel : m_channels) {
        if (id == paneId(channel->index, "waveform") || id == paneId(channel->index, "spectrogram")) return channel->index;
    }
    return -1;
}

void ChannelPanes::rename(int channel) {
    auto* dialog = new QInputDialog(m_panes);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Name channel"));
    dialog->setLabelText(tr("Name of channel %1:").arg(channel + 1));
    dialog->setTextValue(m_recording->channels().name(channel, m_recording->info().channels));
    connect(dialog, &QInputDialog::textValueSelected, this, [this, channel](const QString& name) {
        if (!m_recording) return;
        ChannelSettings settings = m_recording->channels();
        settings.setName(channel, name);
        choose(settings);
    });
    dialog->open();
}

void ChannelPanes::choose(const ChannelSettings& settings) {
    if (m_recording) m_recording->setChannels(settings);
}

void ChannelPanes::setRecording(RecordingModel* recording) {
    if (m_recording) {
        m_recording->disconnect(this);
        m_recording->view()->disconnect(this);
    }
    m_channels.clear();  // the panes go with the next arrangement
    m_recording = recording;
    if (recording != nullptr) {
        const auto known = std::find_if(m_known.cbegin(), m_known.cend(),
                                        [recording](const Known& one) { return one.path == recording->path(); });
        if (known != m_known.cend() && recording->channels().isStandard()) recording->setChannels(known->settings);
        connect(recording, &RecordingModel::channelsChanged, this, &ChannelPanes::channelsChanged);
        connect(recording, &RecordingModel::opened, this, &ChannelPanes::channelsChanged);
        connect(recording, &RecordingModel::peaksChanged, this, &ChannelPanes::peaksChanged);
        connect(recording->view(), &widgets::TimeView::rangeChanged, this, &ChannelPanes::rangeChanged);
    }
    m_silenced = recording != nullptr ? recording->channels().silenced() : 0;
    arrange();
}

void ChannelPanes::channelsChanged() {
    remember();
    arrange();
    const quint64 silenced = m_recording ? m_recording->channels().silenced() : 0;
    if (silenced == m_silenced) return;
    m_silenced = silenced;
    Q_EMIT heardChanged();
}

void ChannelPanes::remember() {
    if (!m_recording) return;
    const QString path = m_recording->path();
    m_known.removeIf([&path](const Known& one) { return one.path == path; });
    const auto& settings = m_recording->channels();
    if (settings.decided || settings.muted != 0 || settings.soloed != 0 || !settings.names.isEmpty())
        m_known.prepend({path, settings});
    while (m_known.size() > kMostKnown) m_known.removeLast();
}

void ChannelPanes::arrange() {
    const bool open = m_recording && m_recording->state() == RecordingModel::State::Open;
    const int all = open ? m_recording->info().channels : 0;
    const int wanted = all > 1 && m_recording->channels().separate ? std::min(all, ChannelSettings::kMostShown) : 0;
    auto* stack = m_panes->stack();
    const bool hadFocus = stack->isAncestorOf(QApplication::focusWidget());
    while (count() > wanted) m_channels.pop_back();
    for (int index = 0; index < ChannelSettings::kMostShown; ++index) {
        if (index < count()) continue;  // its panes are those of this recording
        for (const char* kind : {"waveform", "spectrogram"}) stack->removePane(paneId(index, kind));
        if (index < wanted) addChannel(index);
    }
    stack->setPaneAvailable("waveform", wanted == 0);
    stack->setPaneAvailable("spectrogram", wanted == 0);
    if (hadFocus && !stack->isAncestorOf(QApplication::focusWidget())) {
        if (QWidget* pane = stack->pane(stack->shownPanes().value(0))) pane->setFocus();
    }
    if (m_actions) {
        QAction* separate = m_actions->action("inspect.channels");
        separate->setEnabled(all > 1);
        separate->setChecked(wanted > 0);
        for (const char* id : {"inspect.muteChannel", "inspect.soloChannel", "inspect.renameChannel"})
            m_actions->action(QLatin1String(id))->setEnabled(wanted > 0);
    }
    nameAll();
    dress();
}

void ChannelPanes::addChannel(int index) {
    auto channel = std::make_unique<Channel>();
    channel->index = index;
    channel->waveformPane = new SignalPane;
    channel->spectrogramPane = new SignalPane;
    channel->waveform = new widgets::WaveformPlottable(channel->waveformPane->xAxis, channel->waveformPane->yAxis);
    channel->waveform->setChannel(index);
    channel->spectrogram = new widgets::SpectrogramPlottable(channel->spectrogramPane->xAxis, channel->spectrogramPane->yAxis);
    channel->voice = new widgets::VoicePlottable(channel->spectrogramPane->xAxis, channel->spectrogramPane->yAxis);
    channel->waveformPane->yAxis->setRange(-1.0, 1.0);
    channel->waveformPane->setObjectName(QStringLiteral("waveform%1").arg(index + 1));
    channel->spectrogramPane->setObjectName(QStringLiteral("spectrogram%1").arg(index + 1));
    channel->spectrogramPane->setOnImage(true);
    channel->buttons = new ChannelButtons(channel->waveformPane);
    channel->tiles = std::make_unique<SpectrogramLoader>(m_viewLoader);
    channel->tracks = std::make_unique<VoiceLoader>();

    Channel* one = channel.get();
    const auto toggle = [this](quint64 ChannelSettings::*set, int bit) {
        ChannelSettings settings = m_recording->channels();
        settings.*set ^= quint64{1} << bit;
        choose(settings);
    };
    connect(one->buttons, &ChannelButtons::muteToggled, this, [toggle, index] { toggle(&ChannelSettings::muted, index); });
    connect(one->buttons, &ChannelButtons::soloToggled, this, [toggle, index] { toggle(&ChannelSettings::soloed, index); });
    connect(one->tiles.get(), &SpectrogramLoader::tileReady, this, [one] {
        one->spectrogram->refresh();
        one->spectrogramPane->drawSoon();
    });
    connect(one->tracks.get(), &VoiceLoader::tracksChanged, this, [this, one] { showVoice(*one); });

    const QString above = index == 0 ? QStringLiteral("spectrogram") : paneId(index - 1, "spectrogram");
    const QString waveform = paneId(index, "waveform");
    m_channels.push_back(std::move(channel));
    m_panes->addPane(waveform, one->waveformPane, QString(), kWaveformStretch, above);
    m_panes->addPane(paneId(index, "spectrogram"), one->spectrogramPane, QString(), kSpectrogramStretch, waveform);
    one->tiles->setSettings(m_settings.spectrogram);
    one->tracks->setSettings(m_settings.voice);
    one->tiles->setRecording(m_recording, {index});
    one->tracks->setRecording(m_recording, {index});
}

void ChannelPanes::nameAll() {
    if (!m_recording) return;
    const auto& settings = m_recording->channels();
    const int all = m_recording->info().channels;
    const double gain = m_panes->waveformGain();
    for (const auto& channel : m_channels) {
        const int index = channel->index;
        const QString name = settings.name(index, all);
        const bool silenced = (settings.silenced() >> index & 1U) != 0;
        QString shown = silenced ? tr("%1, not heard").arg(name) : name;
        if (std::abs(gain - 1.0) > 1e-9) shown = tr("%1 \u00d7%2").arg(shown, QLocale().toString(gain, 'g', 4));
        channel->waveformPane->setName(shown);
        channel->spectrogramPane->setName(tr("%1, spectrogram").arg(name));
        m_panes->stack()->setTitle(paneId(index, "waveform"), tr("%1, waveform").arg(name));
        m_panes->stack()->setTitle(paneId(index, "spectrogram"), tr("%1, spectrogram").arg(name));
        channel->buttons->setChannelName(name);
        channel->buttons->setState((settings.muted >> index & 1U) != 0, (settings.soloed >> index & 1U) != 0);
        channel->buttons->place();
    }
}

void ChannelPanes::setSettings(const InspectSettings& settings) {
    for (const auto& channel : m_channels) {
        if (settings.spectrogram != m_settings.spectrogram && m_recording)
            channel->spectrogram->setFormerTiles(m_recording->tiles(m_settings.spectrogram, {channel->index}));
        channel->tiles->setSettings(settings.spectrogram);
        channel->tracks->setSettings(settings.voice);
    }
    m_settings = settings;
    dress();
}

void ChannelPanes::dress() {
    if (!m_recording) return;
    for (const auto& channel : m_channels) {
        channel->waveform->setPeaks(m_recording->peaks());
        channel->spectrogram->setTiles(m_recording->tiles(m_settings.spectrogram, {channel->index}));
        dressSpectrogram(*channel->spectrogramPane, *channel->spectrogram, *channel->voice, m_settings,
                         m_recording->info().rateHz);
    }
    peaksChanged();
    rangeChanged();
}

void ChannelPanes::peaksChanged() {
    const double gain = m_panes->waveformGain();
    QList<widgets::PaneTick> ticks;
    for (const double place : {0.5, 0.0, -0.5}) ticks.append({place, QLocale().toString(place / gain, 'g', 3), true});
    for (const auto& channel : m_channels) {
        channel->waveform->setGain(gain);
        channel->waveformPane->setTicks(ticks);
    }
    if (!m_channels.empty()) nameAll();
}

void ChannelPanes::rangeChanged() {
    for (const auto& channel : m_channels) {
        const bool hidden = channel->spectrogramPane->isHidden();
        const double ratio = channel->spectrogramPane->devicePixelRatioF();
        channel->tiles->setPixelWidth(hidden ? 0 : static_cast<int>(std::lround(channel->spectrogramPane->width() * ratio)));
        showVoice(*channel);
    }
}

void ChannelPanes::showVoice(Channel& channel) {
    showVoiceTracks(*channel.voice, *channel.tracks, m_settings.voice);
    channel.spectrogramPane->drawSoon();
}

bool ChannelPanes::isIdle() const {
    return std::all_of(m_channels.begin(), m_channels.end(),
                       [](const auto& channel) { return channel->tiles->idle() && channel->tracks->idle(); });
}

QJsonArray ChannelPanes::saveState() const {
    QJsonArray state;
    for (const Known& one : m_known) {
        QJsonObject settings = one.settings.toJson();
        settings["path"] = one.path;
        state.append(settings);
    }
    return state;
}

void ChannelPanes::restoreState(const QJsonArray& state) {
    m_known.clear();
    for (const auto& value : state) {
        const QJsonObject one = value.toObject();
        if (!one["path"].toString().isEmpty() && m_known.size() < kMostKnown)
            m_known.append({one["path"].toString(), ChannelSettings::fromJson(one)});
    }
}

}  // namespace prososcope::gui
