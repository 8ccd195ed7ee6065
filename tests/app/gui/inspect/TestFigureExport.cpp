// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QGuiApplication>
#include <QMimeData>
#include <QPainter>
#include <QPushButton>
#include <QSignalSpy>
#include <QSvgRenderer>
#include <QXmlStreamReader>
#include <cmath>

#include "FakeModel.h"
#include "app/engine_thread/EngineThread.h"
#include "app/gui/ActionRegistry.h"
#include "app/gui/inspect/FigureDialog.h"
#include "app/gui/inspect/FigureExport.h"
#include "app/gui/inspect/InspectPage.h"
#include "app/gui/inspect/ModelTracks.h"
#include "app/gui/inspect/RecordingModel.h"
#include "app/gui/inspect/RecordingPanes.h"
#include "engine/core/Csv.h"
#include "tests/TestSupport.h"
#include "widgets/PaneStack.h"
#include "widgets/Theme.h"

using namespace prososcope;
using namespace prososcope::gui;
using Format = FigureSettings::Format;

class TestFigureExport : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(writeTone(toPath(m_folder.filePath("tone & co.wav")), 4.0)); }
    void init();
    void cleanup();
    void pngHasItsSizeAndResolution();
    void asOnTheScreenIsWhatTheScreenShows();
    void otherSizesShowTheSamePictures();
    void svgIsOfLinesTextAndPictures();
    void pdfIsOnePageOfItsSize();
    void theLightThemeLeavesTheWindowAsItWas();
    void cursorAndSelectionOnlyWhenWanted();
    void theCaptionTellsAllSettings();
    void theCaptionNamesEveryModel();
    void numbersAreThoseThatAreDrawn();
    void picturesAreCopiedWithTheirCaption();
    void theDialogPreviewsSavesAndRemembers();
    void unwritablePlacesGiveASentence();
    void nothingOpenIsToldAndNothingWritten();
    void theWindowIsNeverHeldUpLong();
    void hostileSettingsAreSurvived();

private:
    QString path(const char* name) const { return m_folder.filePath(QLatin1String(name)); }
    bool write(const QString& file, const FigureSettings& settings) const;
    [[nodiscard]] FigureExport* figures() const { return m_page->figures(); }

    QTemporaryDir m_folder;
    std::unique_ptr<engine_thread::EngineThread> m_engine;
    std::unique_ptr<ActionRegistry> m_actions;
    std::unique_ptr<InspectPage> m_page;
};

void TestFigureExport::init() {
    widgets::Theme::instance().choose(widgets::Theme::Choice::Light);
    m_engine = std::make_unique<engine_thread::EngineThread>(m_folder.path());
    m_actions = std::make_unique<ActionRegistry>();
    m_page = std::make_unique<InspectPage>(PageContext{m_actions.get(), m_engine.get(), m_folder.path()},
                                           fakeBackend(std::make_shared<FakeCalls>()));
    m_page->resize(1000, 700);
    m_page->activated();
    static_cast<QWidget*>(m_page.get())->show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    auto* recording = m_page->openRecording(path("tone & co.wav"));
    QTRY_VERIFY(recording->state() == RecordingModel::State::Open && recording->complete());
    recording->view()->setRange(0.5, 2.5);
    QTRY_VERIFY(m_page->isIdle() && !m_page->viewIsSettling());
}

void TestFigureExport::cleanup() {
    m_page.reset();
    m_actions.reset();
    m_engine.reset();
}

bool TestFigureExport::write(const QString& file, const FigureSettings& settings) const {
    QSignalSpy finished(figures(), &FigureExport::finished);
    figures()->write(file, settings);
    return QTest::qWaitFor([&] { return !finished.isEmpty(); }, 30000) && finished[0][0].toBool() && QFile::exists(file);
}

void TestFigureExport::pngHasItsSizeAndResolution() {
    FigureSettings settings;
    settings.widthMillimetres = 85.0;
    settings.heightMillimetres = 60.0;
    settings.dpi = 300;
    settings.caption = false;
    QVERIFY(write(path("size.png"), settings));
    const QImage image(path("size.png"));
    QVERIFY2(std::abs(image.width() - 85.0 / 25.4 * 300.0) < 4.0, qPrintable(QString::number(image.width())));
    QVERIFY2(std::abs(image.height() - 60.0 / 25.4 * 300.0) < 8.0, qPrintable(QString::number(image.height())));
    QVERIFY(std::abs(image.dotsPerMeterX() * 0.0254 - 300.0) < 1.0);
    QVERIFY(image.text("Description").contains("tone & co.wav"));
    settings.caption = true;
    QVERIFY(write(path("captioned.png"), settings));
    QVERIFY(QImage(path("captioned.png")).height() > image.height() + 40);
}

void TestFigureExport::asOnTheScreenIsWhatTheScreenShows() {
    FigureSettings settings;
    settings.widthMillimetres = 0.0;
    settings.dpi = 96;
    settings.caption = false;
    settings.cursor = true;
    m_page->panes()->setFocus();
    m_page->setFocus();  // no pane has the mark of the focus
    QVERIFY(write(path("screen.png"), settings));
    const QImage figure = QImage(path("screen.png")).convertToFormat(QImage::Format_RGB32);
    int y = 0;
    for (QWidget* view : m_page->panes()->figureViews()) {
        if (view == m_page->panes()->figureViews().last()) break;  // the ruler stands on the data's ground in a figure
        const QImage shown = view->grab().toImage().convertToFormat(QImage::Format_RGB32);
        QVERIFY(y + shown.height() <= figure.height() && shown.width() == figure.width());
        qint64 different = 0;
        for (int row = 0; row < shown.height(); ++row) {
            for (int x = 0; x < shown.width(); ++x) {
                const QRgb one = shown.pixel(x, row);
                const QRgb other = figure.pixel(x, y + row);
                if (std::abs(qGray(one) - qGray(other)) > 24) ++different;
            }
        }
        const double share = static_cast<double>(different) / (shown.width() * shown.height());
        QVERIFY2(share < 0.01, qPrintable(QStringLiteral("%1: %2").arg(view->objectName()).arg(share)));
        y += shown.height() + 1;
    }
}

void TestFigureExport::otherSizesShowTheSamePictures() {
    // Where the tone is dark on the screen it is dark in the figure, relative to the pane.
    FigureSettings settings;
    settings.widthMillimetres = 170.0;
    settings.dpi = 200;
    settings.caption = false;
    QVERIFY(write(path("wide.png"), settings));
    const QImage image(path("wide.png"));
    const auto views = m_page->panes()->figureViews();
    int above = 0;
    int all = 0;
    for (QWidget* view : views) {
        if (view == m_page->panes()->spectrogramPane()) above = all;
        if (view != views.last()) all += view->height();
    }
    const double scale = 200.0 / 96.0;
    const double panes = image.height() / scale - views.last()->height();
    const double top = above / static_cast<double>(all) * panes * scale;
    const double height = m_page->panes()->spectrogramPane()->height() / static_cast<double>(all) * panes * scale;
    const int x = image.width() / 3;
    int best = static_cast<int>(top + height * 0.3);
    for (int y = best; y < static_cast<int>(top + height) - 4; ++y) {
        if (qGray(image.pixel(x, y)) < qGray(image.pixel(x, best))) best = y;
    }
    const double hz = (1.0 - (best - top) / height) * 5000.0;
    QVERIFY2(std::abs(hz - 440.0) < 200.0, qPrintable(QString::number(hz)));
}

void TestFigureExport::svgIsOfLinesTextAndPictures() {
    FigureSettings settings;
    settings.format = Format::Svg;
    QVERIFY(write(path("figure.svg"), settings));
    QFile file(path("figure.svg"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QXmlStreamReader reader(&file);
    int pictures = 0;
    int lines = 0;
    QStringList texts;
    while (!reader.atEnd()) {
        if (reader.readNext() != QXmlStreamReader::StartElement) continue;
        if (reader.name() == QLatin1String("image")) ++pictures;
        if (reader.name() == QLatin1String("polyline") || reader.name() == QLatin1String("path")) ++lines;
        if (reader.name() == QLatin1String("text")) texts << reader.readElementText(QXmlStreamReader::IncludeChildElements);
    }
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
    QVERIFY(pictures >= 2);  // waveform, spectrogram, emotion
    QVERIFY(lines > 0);      // the pitch
    const QString words = texts.join(' ');
    QVERIFY2(words.contains("Waveform") && words.contains("Spectrogram") && words.contains("tone & co.wav"), qPrintable(words));
    // It can be drawn, and looks like the PNG.
    QSvgRenderer renderer(path("figure.svg"));
    QVERIFY(renderer.isValid());
    QImage drawn(renderer.defaultSize(), QImage::Format_RGB32);
    drawn.fill(Qt::white);
    QPainter painter(&drawn);
    renderer.render(&painter);
    painter.end();
    int dark = 0;
    for (int y = 0; y < drawn.height(); ++y) {
        for (int x = 0; x < drawn.width(); ++x) dark += qGray(drawn.pixel(x, y)) < 128 ? 1 : 0;
    }
    QVERIFY2(dark > drawn.width() * drawn.height() / 100, qPrintable(QString::number(dark)));
}

void TestFigureExport::pdfIsOnePageOfItsSize() {
    FigureSettings settings;
    settings.format = Format::Pdf;
    settings.widthMillimetres = 85.0;
    QVERIFY(write(path("figure.pdf"), settings));
    QFile file(path("figure.pdf"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QVERIFY(bytes.startsWith("%PDF-") && bytes.contains("%%EOF"));
    QCOMPARE(bytes.count("/Type /Page\n"), 1);
    const QRegularExpressionMatch box =
        QRegularExpression("/MediaBox \\[0 0 ([0-9.]+) ([0-9.]+)\\]").match(QString::fromLatin1(bytes));
    QVERIFY(box.hasMatch());
    QVERIFY2(std::abs(box.captured(1).toDouble() - 85.0 / 25.4 * 72.0) < 2.0, qPrintable(box.captured(1)));
    QVERIFY(bytes.contains("/Font"));  // text, not pictures of it
}

void TestFigureExport::theLightThemeLeavesTheWindowAsItWas() {
    auto& theme = widgets::Theme::instance();
    theme.choose(widgets::Theme::Choice::Dark);
    QTRY_VERIFY(m_page->isIdle());
    QTest::qWait(100);
    const QImage before = m_page->panes()->waveformPane()->grab().toImage();
    FigureSettings settings;
    settings.caption = false;
    QVERIFY(write(path("light.png"), settings));
    QVERIFY(theme.isDark());
    QTest::qWait(100);
    const QImage after = m_page->panes()->waveformPane()->grab().toImage();
    QCOMPARE(after, before);
    const QImage light(path("light.png"));
    QVERIFY(qGray(light.pixel(light.width() / 2, 3)) > 200);
    settings.light = false;
    QVERIFY(write(path("dark.png"), settings));
    const QImage dark(path("dark.png"));
    QVERIFY(qGray(dark.pixel(dark.width() / 2, 3)) < 60);
    theme.choose(widgets::Theme::Choice::Light);
}

void TestFigureExport::cursorAndSelectionOnlyWhenWanted() {
    auto* view = m_page->current()->view();
    view->setSelection(1.0, 2.0);
    view->setCursor(1.5);
    FigureSettings settings;
    settings.caption = false;
    QVERIFY(write(path("without.png"), settings));
    view->clearSelection();
    view->setCursor(0.0);
    QVERIFY(write(path("plain.png"), settings));
    QCOMPARE(QImage(path("without.png")), QImage(path("plain.png")));
    view->setSelection(1.0, 2.0);
    settings.cursor = true;
    QVERIFY(write(path("with.png"), settings));
    const QImage with(path("with.png"));
    const QImage plain(path("plain.png"));
    const int x = with.width() / 2;
    QVERIFY(with.pixel(x, 6) != plain.pixel(x, 6));
    QCOMPARE(with.pixel(with.width() - 20, 40), plain.pixel(with.width() - 20, 40));
}

void TestFigureExport::theCaptionTellsAllSettings() {
    InspectSettings settings = m_page->settings();
    settings.spectrogram.windowSeconds = 0.03;
    settings.rangeDecibels = 70.0;
    settings.voice.pitch.floorHz = 60.0;
    settings.voice.showFormants = true;
    m_page->setSettings(settings);
    const QString caption = figures()->content().caption;
    for (const char* part : {"tone & co.wav", "30 ms", "70 dB", "60 to 600 Hz", "Burg", "5500 Hz", "fake"})
        QVERIFY2(caption.contains(QLatin1String(part)), qPrintable(QLatin1String(part) + " in " + caption));
    for (const char* part : {"Harmonicity", "pulses", "Mel", "Logarithmic", "slice", "Dimensions"})
        QVERIFY2(!caption.contains(QLatin1String(part)), part);
    settings.voice.showPitch = false;
    m_page->setSettings(settings);
    QVERIFY(!figures()->content().caption.contains("Boersma"));
    // What else may be in sight.
    settings.voice.showHarmonicity = true;
    settings.voice.harmonicity.minimumPitchHz = 65.0;
    settings.frequencyScale = "mel";
    m_page->setSettings(settings);
    const auto holds = [this](const char* part) { return figures()->content().caption.contains(QLatin1String(part)); };
    QVERIFY(holds("Harmonicity: cross-correlation") && holds("lowest pitch 65 Hz") && holds("Mel frequency axis"));
    QVERIFY(!holds("autocorrelation"));
    settings.voice.showPulses = true;
    settings.frequencyScale = "log";
    m_page->setSettings(settings);
    QVERIFY(holds("Glottal pulses") && holds("60 to 600 Hz") && holds("Logarithmic frequency axis from 50 Hz"));
    auto* stack = m_page->panes()->stack();
    stack->setPaneShown("slice", true);
    QVERIFY(holds("Spectral slice: Gaussian window of 25 ms"));
    stack->setPaneShown("spectrogram", false);
    QVERIFY(!holds("Spectrogram") && !holds("Harmonicity") && holds("Glottal pulses"));
    stack->setPaneShown("waveform", false);
    QVERIFY(!holds("Glottal pulses"));
    stack->setPaneShown("emotion:1", false);
    QVERIFY(!holds("fake"));
}

void TestFigureExport::theCaptionNamesEveryModel() {
    cleanup();
    m_engine = std::make_unique<engine_thread::EngineThread>(m_folder.path());
    m_actions = std::make_unique<ActionRegistry>();
    m_page = std::make_unique<InspectPage>(PageContext{m_actions.get(), m_engine.get(), m_folder.path()},
                                           fakeBackend(std::make_shared<FakeCalls>(), true));
    m_page->resize(1000, 900);
    m_page->activated();
    static_cast<QWidget*>(m_page.get())->show();
    auto* recording = m_page->openRecording(path("tone & co.wav"));
    QTRY_VERIFY(recording->state() == RecordingModel::State::Open && !m_page->models().empty());
    m_page->modelTracks()->choose(2, "fake2");
    m_page->modelTracks()->choose(3, "fake3");
    QTRY_VERIFY(m_page->isIdle());
    const QString caption = figures()->content().caption;
    for (const char* part : {"posteriors of the model fake,", "posteriors of the model fake2, from below ",
                             "windows of 2.5 s every 0.25 s", "valence 0 to 1, arousal 1 to 7, of the model fake3"})
        QVERIFY2(caption.contains(QLatin1String(part)), qPrintable(caption));
    m_page->panes()->stack()->setPaneShown("dimensions:3", false);
    QVERIFY(!figures()->content().caption.contains("fake3"));
}

void TestFigureExport::numbersAreThoseThatAreDrawn() {
    FigureSettings settings;
    settings.numbers = true;
    QVERIFY(write(path("numbers.png"), settings));
    QFile file(path("numbers.csv"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto table = core::parseCsv(file.readAll().toStdString(), "numbers.csv");
    PROSOSCOPE_VERIFY(table);
    QCOMPARE(table->columns, (std::vector<std::string>{"view", "quantity", "unit", "seconds", "hertz", "value"}));
    int pitches = 0;
    int levels = 0;
    int posteriors = 0;
    double loudest = -1000.0;
    double loudestHz = 0.0;
    double highest = 0.0;
    for (const auto& row : table->rows) {
        const double seconds = *core::parseNumber(row[3]);
        QVERIFY(seconds >= 0.5 - 0.011 && seconds <= 2.5 + 0.011);
        const auto value = core::parseNumber(row[5]);
        if (row[1] == "pitch" && value) {
            QVERIFY2(std::abs(*value - 440.0) < 2.0, row[5].c_str());
            ++pitches;
        } else if (row[1] == "level" && value) {
            ++levels;
            if (*value > loudest) {
                loudest = *value;
                loudestHz = *core::parseNumber(row[4]);
            }
        } else if (row[1] == "angry" || row[1] == "sad") {
            QVERIFY(value && *value >= 0.0 && *value <= 1.0);
            ++posteriors;
        } else if (row[1] == "channel 1 highest" && value) {
            highest = std::max(highest, *value);
        }
    }
    QVERIFY2(pitches > 100, qPrintable(QString::number(pitches)));
    QVERIFY(levels > 10000);
    QVERIFY(posteriors >= 4);
    QVERIFY2(std::abs(loudestHz - 440.0) < 60.0, qPrintable(QString::number(loudestHz)));
    QVERIFY(highest > 0.4 && highest < 0.6);
}

void TestFigureExport::picturesAreCopiedWithTheirCaption() {
    QSignalSpy finished(figures(), &FigureExport::finished);
    m_actions->action("edit.copyPicture")->trigger();
    QTRY_COMPARE(finished.size(), 1);
    const QMimeData* data = QGuiApplication::clipboard()->mimeData();
    QVERIFY(data != nullptr && data->hasImage() && data->hasText());
    const QImage wide = qvariant_cast<QImage>(data->imageData());
    QVERIFY2(std::abs(wide.width() - 170.0 / 25.4 * 300.0) < 5.0, qPrintable(QString::number(wide.width())));
    QVERIFY(data->text().contains("Spectrogram"));
    m_actions->action("edit.copySmallPicture")->trigger();
    QTRY_COMPARE(finished.size(), 2);
    const QImage narrow = qvariant_cast<QImage>(QGuiApplication::clipboard()->mimeData()->imageData());
    QVERIFY(std::abs(narrow.width() - 85.0 / 25.4 * 300.0) < 5.0);
}

void TestFigureExport::theDialogPreviewsSavesAndRemembers() {
    m_actions->action("file.exportFigure")->trigger();
    auto* dialog = m_page->findChild<FigureDialog*>();
    QVERIFY(dialog != nullptr && QTest::qWaitForWindowActive(dialog));
    QTRY_VERIFY(!dialog->previewImage().isNull());
    const int before = dialog->previewImage().width();
    auto* size = dialog->findChildren<QComboBox*>()[1];
    size->setFocus();
    QTest::keyClick(size, Qt::Key_Up);  // one column
    QTRY_VERIFY(dialog->previewImage().width() < before);
    auto* format = dialog->findChildren<QComboBox*>()[0];
    format->setFocus();
    QTest::keyClick(format, Qt::Key_Down);
    QCOMPARE(dialog->settings().format, Format::Svg);
    QVERIFY(dialog->proposedFile().endsWith("tone & co.svg"));
    QVERIFY(figures()->settings() == dialog->settings());
    const QJsonObject state = m_page->saveState();
    const FigureSettings chosen = dialog->settings();
    cleanup();
    init();
    m_page->restoreState({{"figure", state["figure"]}});
    QVERIFY(figures()->settings() == chosen);
}

void TestFigureExport::unwritablePlacesGiveASentence() {
    QSignalSpy messages(m_page.get(), &Page::message);
    QSignalSpy finished(figures(), &FigureExport::finished);
    figures()->write(path("tone & co.wav/a.png"), {});  // a folder that is a file
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(!finished[0][0].toBool());
    QVERIFY(messages.last()[1].toBool());
    QVERIFY2(messages.last()[0].toString().contains("a.png"), qPrintable(messages.last()[0].toString()));
    QVERIFY(!figures()->isBusy());
}

void TestFigureExport::nothingOpenIsToldAndNothingWritten() {
    m_page->closeDocument(0);
    QSignalSpy messages(m_page.get(), &Page::message);
    m_actions->action("file.exportFigure")->trigger();
    QCOMPARE(messages.size(), 1);
    figures()->write(path("none.png"), {});
    m_actions->action("edit.copyPicture")->trigger();
    QTest::qWait(50);
    QVERIFY(!QFile::exists(path("none.png")));
    QVERIFY(!figures()->isBusy());
}

void TestFigureExport::theWindowIsNeverHeldUpLong() {
    // Between two views the event loop runs: a timer gets its turns while a large figure is drawn.
    FigureSettings settings;
    settings.dpi = 600;
    int turns = 0;
    QTimer timer;
    connect(&timer, &QTimer::timeout, this, [&turns] { ++turns; });
    QSignalSpy finished(figures(), &FigureExport::finished);
    timer.start(0);
    figures()->write(path("large.png"), settings);
    QTRY_VERIFY_WITH_TIMEOUT(!finished.isEmpty(), 60000);
    QVERIFY2(turns >= static_cast<int>(m_page->panes()->figureViews().size()), qPrintable(QString::number(turns)));
    QCOMPARE(QImage(path("large.png")).width(), static_cast<int>(std::lround(643.0 * 600.0 / 96.0)));
}

void TestFigureExport::hostileSettingsAreSurvived() {
    figures()->restoreState({{"widthMillimetres", 1e300}, {"dpi", -4}, {"format", "exe"}, {"heightMillimetres", "x"}});
    const FigureSettings settings = figures()->settings();
    QVERIFY(settings.widthMillimetres <= 1000.0 && settings.dpi >= 72);
    QCOMPARE(settings.format, Format::Png);
    // A recording that is closed while its figure is drawn.
    figures()->write(path("closed.png"), {});
    m_page->closeDocument(0);
    QTRY_VERIFY(!figures()->isBusy());
}

QTEST_MAIN(TestFigureExport)
#include "TestFigureExport.moc"
