// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <functional>
#include <memory>
#include <vector>

#include "app/gui/Loader.h"
#include "app/gui/Page.h"
#include "engine/backend/CodeComparison.h"

class QComboBox;
class QFormLayout;
class QLabel;
class QPushButton;

namespace prososcope::widgets {
class ScatterView;
}

namespace prososcope::gui {

class TextTable;

/// An utterance that an autoencoder is to make again.
struct CodedUtterance {
    QString name;
    backend::RecordingSpan sound;
};

/// How the dialog reaches autoencoders, so that tests put one of their own in the place of LibTorch. Called within a look.
struct CodeBackend {
    std::function<core::Result<std::unique_ptr<backend::AutoencoderView>>(const store::ModelEntry&)> open;
    /// The program's own, run by LibTorch.
    [[nodiscard]] static CodeBackend ofEngine();
};

/// What an autoencoder makes of utterances: the features of one beside their reconstruction or, of two, the reconstruction of
/// the one beside the same with the emotion of the other; which features differ most, and which emotion is heard in what was
/// made. Computes by looks; does not block the window. GUI thread.
class CodeDialog : public QDialog {
    Q_OBJECT
public:
    /// utterances: at least one, at most kMostUtterances are offered. `engine` of the context outlives the dialog.
    static constexpr int kMostUtterances = 50;
    CodeDialog(const PageContext& context, store::ModelEntry model, std::vector<CodedUtterance> utterances, CodeBackend backend,
               QWidget* parent);
    ~CodeDialog() override;

    /// What is shown; null: nothing yet.
    [[nodiscard]] const std::shared_ptr<const backend::CodeComparison>& comparison() const { return m_shown; }
    [[nodiscard]] widgets::ScatterView* scatter() const { return m_scatter; }
    [[nodiscard]] TextTable* features() const { return m_features; }
    [[nodiscard]] TextTable* emotions() const { return m_emotions; }
    [[nodiscard]] QString sentence() const;
    /// Words of the command line that does the same, without the program's name.
    [[nodiscard]] QStringList command() const;
    void saveTo(const QString& file);  ///< CSV of all features
    [[nodiscard]] bool isIdle() const { return !m_busy && m_writer.isIdle(); }

Q_SIGNALS:
    void saved(const QString& file);

private:
    struct Opened;
    QComboBox* addChooser(const char* name, const QString& title, const QString& tip, QFormLayout* form);
    void build();
    void look();
    void showComparison(std::shared_ptr<const backend::CodeComparison> comparison);
    void showTables();
    void setSentence(const QString& text, bool error);
    void askSave();
    [[nodiscard]] bool isSwap() const;

    PageContext m_context;
    store::ModelEntry m_model;
    std::vector<CodedUtterance> m_utterances;
    CodeBackend m_backend;
    std::shared_ptr<Opened> m_opened;  ///< what is in it belongs to the look thread
    std::shared_ptr<const backend::CodeComparison> m_shown;
    bool m_busy = false;
    quint64 m_generation = 0;

    QComboBox* m_emotion = nullptr;
    QComboBox* m_style = nullptr;
    QPushButton* m_exchange = nullptr;
    QLabel* m_cut = nullptr;  ///< that not all utterances are offered
    QLabel* m_sentence = nullptr;
    widgets::ScatterView* m_scatter = nullptr;
    TextTable* m_features = nullptr;
    TextTable* m_emotions = nullptr;
    QPushButton* m_save = nullptr;
    Loader m_writer;  // last: its destructor waits before anything above goes
};

}  // namespace prososcope::gui
