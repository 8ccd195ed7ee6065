// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>
#include <QLineEdit>
#include <cmath>
#include <memory>
#include <numbers>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/ActionRegistry.h"
#include "app/gui/corpus/CorpusPage.h"
#include "app/gui/corpus/CorpusPanel.h"
#include "app/gui/corpus/CorpusTable.h"
#include "app/gui/corpus/FilterBar.h"
#include "app/gui/corpus/LabelFields.h"
#include "engine/audio/AudioFile.h"
#include "tests/TestSupport.h"

/// What tests of the page of a corpus share.
namespace corpus_bench {

using namespace prososcope;
using namespace prososcope::gui;

inline constexpr int kLong = 10000 * kPatience;

/// A short tone; equal numbers give equal sounds.
inline void writeTone(const std::filesystem::path& path, int number) {
    std::vector<float> samples(4000);
    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i] = 0.3F * static_cast<float>(
                                std::sin(2.0 * std::numbers::pi * (200.0 + 7.0 * number) * static_cast<double>(i) / 16000.0));
    PROSOSCOPE_VERIFY(audio::writeWav(path, {16000, {samples}}));
}

/// Ids u000 ... with classes and speakers in turn, rated on a scale from 1 to 5; every tenth without a label.
inline corpus::Corpus madeUp(const std::string& name, int count, const std::filesystem::path& folder) {
    const char* const emotions[] = {"angry", "happy", "sad"};
    corpus::Corpus corpus;
    corpus.name = name;
    corpus.title = "The corpus " + name;
    corpus.folder = folder;
    corpus.layout = "manifest";
    corpus.licence = "CC0-1.0";
    corpus.citation = "Somebody (2020)";
    corpus.source = "https://example.org";
    corpus.scales = {{"valence", {1.0, 5.0}}, {"arousal", {1.0, 5.0}}};
    for (int i = 0; i < count; ++i) {
        corpus::Utterance u;
        u.id = QString("u%1").arg(i, 5, 10, QChar('0')).toStdString();
        u.path = u.id + ".wav";
        u.speaker = "s" + std::to_string(i % 4);
        u.gender = i % 2 == 0 ? "female" : "male";
        if (i % 10 != 9) u.emotion = emotions[i % 3];
        u.valence = 1.0 + i % 5;
        u.arousal = 1.0 + i % 4;
        u.recordingSeconds = 0.5 + i % 20;
        u.rateHz = 16000;
        u.channels = 1;
        u.transcript = i % 2 == 0 ? "Guten Morgen" : "Gute Nacht";
        u.session = "Ses1";
        u.ratings = {{"E1", {u.emotion}, 2.0, {}, {}}};
        corpus.utterances.push_back(u);
    }
    return corpus;
}

/// The page in a window of its own, with an engine.
struct Bench {
    explicit Bench(const std::filesystem::path& folder) : engine(QString::fromStdString(folder.string())) {
        PageContext context;
        context.actions = &actions;
        context.engine = &engine;
        context.workspaceFolder = QString::fromStdString(folder.string());
        page = std::make_unique<CorpusPage>(context);
        page->resize(1500, 900);
    }
    bool browse(const QString& corpus) {
        page->show();
        page->activateWindow();
        page->browse(corpus);
        return settle();
    }
    bool settle() {
        return QTest::qWaitFor([&] { return page->isIdle() && table()->corpusModel()->rowCount() >= 0; }, kLong) &&
               QTest::qWaitFor([&] { return page->isIdle(); }, kLong);
    }
    CorpusTable* table() const { return page->table(); }
    LabelFields* labels() const { return page->panel()->labels(); }
    QString cell(int row, const char* field) const {
        const auto* model = table()->corpusModel();
        return model->index(row, model->columnOf(field)).data().toString();
    }
    int rows() const { return table()->corpusModel()->rowCount(); }
    void type(const QString& text) {
        page->filters()->search()->setFocus();
        page->filters()->search()->clear();
        QTest::keyClicks(page->filters()->search(), text);
    }
    QComboBox* classBox() const { return qobject_cast<QComboBox*>(labels()->field("emotion")); }

    ActionRegistry actions;
    engine_thread::EngineThread engine;
    std::unique_ptr<CorpusPage> page;
};

/// A workspace with a corpus of so many utterances; sounds are there for the first `sounds` of them, that of u00003 the same as
/// that of u00002.
inline std::filesystem::path fresh(const QTemporaryDir& root, int count, int sounds = 0) {
    static int made = 0;
    const auto folder = toPath(root.filePath("w" + QString::number(++made)));
    auto workspace = store::Workspace::open(folder);
    if (!workspace) qFatal("no workspace");
    if (!workspace->saveCorpus(madeUp("c", count, folder / "audio"))) qFatal("not saved");
    std::filesystem::create_directories(folder / "audio");
    for (int i = 0; i < sounds; ++i)
        writeTone(folder / "audio" / QString("u%1.wav").arg(i, 5, 10, QChar('0')).toStdString(), i == 3 ? 2 : i);
    return folder;
}

}  // namespace corpus_bench
