// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <deque>
#include <optional>

#include "app/gui/Loader.h"
#include "app/gui/Page.h"
#include "app/gui/live/LiveSession.h"
#include "engine/live/LiveStatistics.h"

class QLabel;
class QLineEdit;

namespace prososcope::gui {

class ClassLegend;
class LiveControls;
class LiveDisplay;
class LiveInputs;
class LivePresentation;
class LiveReplay;

/// The Live workspace: a microphone, what the model says of the voice, and how far behind it is. It listens only after Start;
/// nothing is recorded unless asked. GUI thread.
class LivePage : public Page {
    Q_OBJECT
public:
    explicit LivePage(const PageContext& context, QWidget* parent = nullptr);
    /// Another way to models and sound, for tests.
    LivePage(const PageContext& context, LiveBackend backend, QWidget* parent = nullptr);
    ~LivePage() override;

    [[nodiscard]] QString id() const override { return QStringLiteral("live"); }
    [[nodiscard]] QString title() const override { return tr("Live"); }
    [[nodiscard]] QString iconName() const override { return QStringLiteral("live"); }
    [[nodiscard]] QJsonObject saveState() const override;
    void restoreState(const QJsonObject& state) override;
    void activated() override;
    [[nodiscard]] QList<QWidget*> regions() override;
    [[nodiscard]] bool isIdle() const override;
    [[nodiscard]] QList<PageCommand> commands() const override;

    [[nodiscard]] LiveSession* session() const { return m_session; }
    [[nodiscard]] LiveControls* controls() const { return m_controls; }
    [[nodiscard]] LiveDisplay* display() const { return m_display; }
    [[nodiscard]] QString statistics() const;  ///< the line below the display
    [[nodiscard]] LivePresentation* presentation() const { return m_presentation; }
    [[nodiscard]] LiveReplay* replay() const { return m_replay; }
    [[nodiscard]] bool isFrozen() const { return m_frozen; }
    [[nodiscard]] bool isRecording() const { return m_recordingFrom.has_value(); }
    [[nodiscard]] QString lastRecording() const { return m_lastRecording; }
    [[nodiscard]] QString lamp() const;  ///< what the lamp says; empty: it is dark
    [[nodiscard]] QString rehearsedFile() const { return m_rehearsed; }
    void setRehearsedFile(const QString& file) { m_rehearsed = file; }

public Q_SLOTS:
    void startOrStop();
    void setFrozen(bool frozen);
    void mark();
    /// name: empty, "Speaker 2" and so on.
    void newSpeaker(const QString& name = {});
    void askNewSpeaker();
    /// Begins a recording in the workspace's folder of recordings, listening where it does not yet; or ends it.
    void toggleRecording();
    void openRecording();  ///< the last one, in Inspect
    /// Listens to the rehearsed recording instead of the microphone, or to the microphone again. Asks for the file first
    /// where none was chosen.
    void switchToRehearsed();
    void setPushToTalk(bool on);
    /// The list before a presentation, or the end of it.
    void togglePresentation();
    /// Plays the last five seconds, and shows what was said of them; again: back to what is heard now.
    void toggleReplay();
    void reload();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void build();
    void registerActions();
    void connectSession();
    void applyTheme();
    [[nodiscard]] LiveChoice choice() const;
    void chooseDevice(const QString& label);
    void askForFile(const std::function<void(const QString&)>& chosen);
    void restart();
    void takeSound(const LiveSound& sound);
    void takeMoment(const live::LiveMoment& moment, qint64 ready);
    void hold(bool holding);
    void muteAsNeeded();
    void showFacts();
    void showState();
    void showStatistics();
    void showLamp();
    void recoverRecordings();
    void connectKeeping();
    [[nodiscard]] QString recordingsFolder() const;
    [[nodiscard]] QList<LiveDisplay*> displays() const;
    [[nodiscard]] std::filesystem::path workspace() const { return m_context.workspaceFolder.toStdString(); }

    PageContext m_context;
    LiveSession* m_session;
    QString m_device;
    QString m_file;
    QString m_model;  ///< name, as restored or chosen
    QString m_rehearsed;
    bool m_frozen = false;
    bool m_holding = false;  ///< what comes waits, and the display shows something else
    bool m_pushToTalk = false;
    bool m_talking = false;  ///< with push to talk: the key is down
    int m_marks = 0;
    int m_speaker = 1;
    QString m_speakerName;
    QString m_dimensions;                   ///< name of the model of valence and arousal
    QString m_captions;                     ///< name of the recogniser
    bool m_recordNext = false;              ///< as soon as sound comes
    std::optional<double> m_recordingFrom;  ///< seconds of sound
    QString m_lastRecording;                ///< its sound file
    bool m_recovered = false;
    std::optional<live::LiveStatistics> m_statistics;
    live::RecentDelays m_screenDelays;
    std::deque<LiveSound> m_held;  ///< sound that came while the display was frozen
    std::vector<live::LiveMoment> m_heldMoments;

    live::LiveMemory m_memory;
    LiveReplay* m_replay = nullptr;
    LivePresentation* m_presentation = nullptr;
    LiveControls* m_controls = nullptr;
    LiveInputs* m_inputs = nullptr;
    LiveDisplay* m_display = nullptr;
    QLabel* m_lamp = nullptr;
    QLabel* m_numbers = nullptr;
    ClassLegend* m_legend = nullptr;
    Loader m_loader;  // last: its destructor waits before anything above goes
};

}  // namespace prososcope::gui
