// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <any>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "app/gui/inspect/EmotionBackend.h"
#include "app/gui/inspect/Measuring.h"

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;

namespace prososcope::gui {

/// What a table of measurements is filled from when it measures what is open: the recording and the present state of its
/// annotation, saved or not.
struct OpenRecording {
    QString path;
    annotation::Annotation annotation;
};

/// "Measure every interval of this tier": of the open recording, or of every recording of a folder with its annotation beside
/// it. A job of the engine: rows appear file by file, Cancel keeps those that are there, recordings that cannot be measured
/// are counted and the first is told. GUI thread.
class MeasureTable : public ResultTable {
    Q_OBJECT
public:
    /// `engine` and `loader` are borrowed and outlive the table.
    MeasureTable(EmotionBackend backend, engine_thread::EngineThread* engine, FileLoader* loader, QWidget* parent = nullptr);
    ~MeasureTable() override;

    void setQuantities(const std::vector<annotation::Quantity>& quantities);
    [[nodiscard]] const std::vector<annotation::Quantity>& quantities() const { return m_quantities; }
    void setModel(const store::ModelEntry& model) { m_emotionModel = model; }
    void setSettings(const annotation::MeasureSettings& settings) { m_settings = settings; }
    /// The tiers to choose from; what was chosen stays where it can.
    void setTiers(const QStringList& names);
    /// What is asked when the open recording is to be measured; nothing where none is open.
    std::function<std::optional<OpenRecording>()> openRecording;
    /// What is asked for corrections of the pitch when a measuring begins; without it pitch is as computed.
    std::function<annotation::CorrectionSource()> pitchCorrections;

    /// The tier's name; empty: recordings as a whole.
    void chooseTier(const QString& name);
    [[nodiscard]] QString tier() const;
    void measureOpen();
    void measureFolder(const QString& folder);
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_job != 0; }

Q_SIGNALS:
    void quantitiesChanged();
    void finished();

private:
    struct Shared;
    struct Files;
    /// The request as the fields say; nothing, after telling why, where they make none.
    [[nodiscard]] std::optional<annotation::MeasureRequest> request();
    void start(const QString& title, const annotation::MeasureRequest& request,
               std::function<Files(const annotation::MeasureRequest&)> list);
    void drain();
    void done(const core::Result<std::any>& result);
    void chooseQuantities();
    void chooseFolder();

    EmotionBackend m_backend;
    engine_thread::EngineThread* m_engine;
    store::ModelEntry m_emotionModel;
    annotation::MeasureSettings m_settings;
    std::vector<annotation::Quantity> m_quantities;
    QComboBox* m_tier;
    QComboBox* m_parent;
    QLineEdit* m_label;
    QPushButton* m_measure;
    QPushButton* m_folder;
    QPushButton* m_cancel;
    std::shared_ptr<Shared> m_shared;
    QTimer m_drain;
    quint64 m_job = 0;
};

}  // namespace prososcope::gui
