// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/resource.h>
#include <unistd.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <csignal>
#include <cstdio>

#include "engine/annotation/AnnotationFile.h"
#include "engine/annotation/Beside.h"
#include "engine/audio/AudioFile.h"
#include "engine/audio/Resampler.h"
#include "engine/core/Csv.h"
#include "engine/core/Random.h"
#include "engine/core/SafeFile.h"
#include "engine/live/LiveRecorder.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using audio::GrowingFormat;
using live::LiveRecorder;
using live::LiveRecordingInfo;
using live::LiveResult;

Q_DECLARE_METATYPE(prososcope::audio::GrowingFormat)

namespace {

namespace fs = std::filesystem;

constexpr int kRateHz = 16000;
constexpr int kHop = kRateHz / 4;
constexpr double kLostSeconds = 2.0;  // the most that a kill may take

std::vector<float> noise(std::size_t count, std::uint64_t seed = 3) {
    core::Random random(seed);
    std::vector<float> samples(count);
    for (float& sample : samples) sample = static_cast<float>(std::clamp(0.2 * random.normal(), -0.999, 0.999));
    return samples;
}

float kept(float sample, GrowingFormat format) {
    constexpr double kSteps = 8388608.0;
    return format == GrowingFormat::Wav ? sample : static_cast<float>(std::nearbyint(sample * kSteps) / kSteps);
}

std::vector<float> decoded(const fs::path& path) {
    core::Progress progress;
    const auto clip = audio::decodeAudio(path, {}, progress);
    return clip ? (*clip)->channels.front() : std::vector<float>();
}

LiveRecordingInfo infoOf(GrowingFormat format = GrowingFormat::Wav, double rateHz = kRateHz) {
    LiveRecordingInfo info;
    info.format = format;
    info.rateHz = rateHz;
    info.model = "model";
    info.modelTitle = "A model, \"quoted\"";
    info.classes = {"angry", "sad, low"};
    info.device = "Microphone (Fake)";
    info.captions = true;
    return info;
}

LiveResult resultOf(LiveResult::Kind kind, double start, double end, int label, float first) {
    LiveResult result;
    result.kind = kind;
    result.startSeconds = start;
    result.endSeconds = end;
    result.state = label >= 0 ? LiveResult::State::Certain : LiveResult::State::Unsure;
    result.label = label;
    result.posteriors = {first, 1.0F - first};
    result.window = {1.0F - first, first};
    result.hopSeconds = 0.25;
    result.delayMilliseconds = 12.3456;
    return result;
}

LiveResult silence(double end) {
    LiveResult result;
    result.startSeconds = std::max(0.0, end - 2.5);
    result.endSeconds = end;
    return result;
}

/// Labels of a tier with their places, "start-end label", of intervals that have one.
QStringList labelsOf(const annotation::Annotation& annotation, const char* name) {
    QStringList labels;
    const auto tier = annotation.find(std::string_view(name));
    if (!tier) return {"no tier"};
    for (std::size_t i = 0; i < tier->items.size(); ++i) {
        const auto place = annotation.interval(*tier, i);
        const auto label = QString::fromStdString(tier->items[i].label);
        if (!label.isEmpty()) labels << QString("%1-%2 %3").arg(place.start).arg(place.end).arg(label);
    }
    return labels;
}

int filesIn(const QTemporaryDir& place) { return static_cast<int>(QDir(place.path()).entryList(QDir::Files).size()); }

/// The child's part of killedAtAnyMoment: records known sound in real time until it is killed, and tells how many samples it
/// has handed over.
int recordUntilKilled(const char* folder, const char* format) {
    const auto sound = noise(std::size_t{60} * kRateHz);
    auto recorder = LiveRecorder::begin(folder, "killed",
                                        infoOf(std::string_view(format) == "flac" ? GrowingFormat::Flac : GrowingFormat::Wav));
    if (!recorder) return 1;
    constexpr std::size_t kBlock = kRateHz / 50;
    const auto begin = std::chrono::steady_clock::now();
    for (std::size_t at = 0; at + kBlock <= sound.size(); at += kBlock) {
        recorder->add(std::span(sound).subspan(at, kBlock), kRateHz);
        const double now = static_cast<double>(at + kBlock) / kRateHz;
        if ((at + kBlock) % kHop == 0) recorder->add(resultOf(LiveResult::Kind::Hop, now - 0.25, now, 0, 0.75F));
        if ((at + kBlock) % kRateHz == 0) {
            recorder->add(resultOf(LiveResult::Kind::Utterance, now - 0.75, now - 0.25, 1, 0.25F));
            recorder->mark(now, "second");
        }
        std::printf("%zu\n", at + kBlock);
        std::fflush(stdout);
        std::this_thread::sleep_until(begin + std::chrono::duration<double>(now));
    }
    return 0;
}

/// The child's part of fullDisk: as much as the disk takes, then what was said of it.
int recordUntilFull(const char* folder, const char* format) {
    const auto sound = noise(std::size_t{60} * kRateHz);
    auto recorder = LiveRecorder::begin(folder, "full",
                                        infoOf(std::string_view(format) == "flac" ? GrowingFormat::Flac : GrowingFormat::Wav));
    if (!recorder) return 1;
    int failures = 0;
    for (std::size_t at = 0; at + kHop <= sound.size(); at += kHop) {
        recorder->add(std::span(sound).subspan(at, kHop), kRateHz);
        const double now = static_cast<double>(at + kHop) / kRateHz;
        recorder->add(resultOf(LiveResult::Kind::Hop, now - 0.25, now, 0, 0.75F));
        if (const auto failure = recorder->takeFailure()) {
            ++failures;
            std::printf("%s\n", failure->message().c_str());
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    std::printf("failures %d running %d\n", failures, recorder->running() ? 1 : 0);
    const auto files = recorder->finish();
    std::printf("finished %d\n", files ? 1 : 0);
    return 0;
}

}  // namespace

class TestLiveRecorder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsSoundAndResults_data() { formats(); }
    void keepsSoundAndResults();
    void opensInInspect();
    void showsTheWordOfTheDisplay();
    void otherRatesAreConverted();
    void beginsInTheMiddle();
    void namesAreUnique();
    void killedAtAnyMoment();
    void runningRecordingsAreLeftAlone();
    void fullDisk_data();
    void fullDisk();
    void withoutSoundNothingIsLeft();
    void theDestructorCompletes();
    void damagedJournals();

private:
    static void formats() {
        QTest::addColumn<GrowingFormat>("format");
        QTest::newRow("wav") << GrowingFormat::Wav;
        QTest::newRow("flac") << GrowingFormat::Flac;
    }
};

void TestLiveRecorder::keepsSoundAndResults() {
    QFETCH(GrowingFormat, format);
    const QTemporaryDir place;
    auto recorder = LiveRecorder::begin(toPath(place.path()) / "new", "talk 1.2", infoOf(format));
    PROSOSCOPE_VERIFY(recorder);
    const auto sound = noise(6 * kRateHz);
    for (std::size_t at = 0; at < sound.size(); at += 333)
        recorder->add(std::span(sound).subspan(at, std::min<std::size_t>(333, sound.size() - at)), kRateHz);
    for (int hop = 1; hop <= 24; ++hop) {
        const double end = 0.25 * hop;
        if (hop <= 4) {
            recorder->add(silence(end));
        } else {
            recorder->add(resultOf(LiveResult::Kind::Hop, std::max(0.0, end - 2.5), end, 0, 0.9F));
        }
    }
    recorder->add(resultOf(LiveResult::Kind::Utterance, 1.0, 2.0, 0, 0.7F));
    recorder->mark(2.5, "a \"quoted\" moment, äöü");
    recorder->add(resultOf(LiveResult::Kind::Utterance, 2.5, 3.25, -1, 0.52F));
    recorder->newSpeaker(3.5);
    recorder->add(live::LiveCaption{1.0, 2.0, "so what"});
    recorder->add(resultOf(LiveResult::Kind::Utterance, 4.0, 5.5, 1, 0.2F));
    recorder->newSpeaker(5.0, "Ada");
    recorder->mark(2.5, "twice");
    recorder->mark(1.0, "");
    QVERIFY(recorder->running());
    QVERIFY(std::abs(recorder->seconds() - 6.0) < 1e-6);
    const auto files = recorder->finish();
    PROSOSCOPE_VERIFY(files);
    QVERIFY(!recorder->running() && recorder->ended() && !recorder->takeFailure());
    QCOMPARE(files->seconds, 6.0);
    QCOMPARE(files->sound.filename().string(), std::string(format == GrowingFormat::Wav ? "talk 1.2.wav" : "talk 1.2.flac"));
    QCOMPARE(QDir(place.filePath("new")).entryList(QDir::Files | QDir::Hidden).size(), 4);

    const auto heard = decoded(files->sound);
    QCOMPARE(heard.size(), sound.size());
    for (std::size_t i = 0; i < sound.size(); ++i) QCOMPARE(heard[i], kept(sound[i], format));

    const auto grid = annotation::readAnnotation(files->annotation);
    PROSOSCOPE_VERIFY(grid);
    QVERIFY(grid->notes.empty());
    const auto& tiers = grid->annotation;
    QCOMPARE(tiers.end(), 6.0);
    QCOMPARE(tiers.tiers().size(), std::size_t{5});
    QCOMPARE(labelsOf(tiers, "emotion"), (QStringList{"1-2 angry", "2.5-3.25 unsure", "4-5.5 sad, low"}));
    QCOMPARE(labelsOf(tiers, "shown"), (QStringList{"1.25-6 angry"}));
    QCOMPARE(labelsOf(tiers, "speakers"), (QStringList{"0-3.5 speaker 1", "3.5-5 speaker 2", "5-6 Ada"}));
    QCOMPARE(labelsOf(tiers, "words"), (QStringList{"1-2 so what"}));
    const auto marks = tiers.find("marks");
    QVERIFY(marks && !marks->isInterval());
    QCOMPARE(marks->items.size(), std::size_t{2});
    QCOMPARE(marks->items[0].time, 1.0);
    QCOMPARE(marks->items[1].time, 2.5);
    QCOMPARE(marks->items[1].label, std::string("a \"quoted\" moment, äöü; twice"));

    const auto table = core::parseCsv(core::readFile(files->csv).value_or(""), "csv");
    PROSOSCOPE_VERIFY(table);
    QCOMPARE(table->rows.size(), std::size_t{27});
    const auto cell = [&](std::size_t row, const char* column) { return table->rows[row][table->column(column).value()]; };
    QCOMPARE(cell(0, "state"), std::string("no speech"));
    QCOMPARE(cell(0, "angry"), std::string());
    QCOMPARE(cell(4, "end_seconds"), std::string("1.25"));
    QCOMPARE(cell(4, "shown"), std::string("angry"));
    QCOMPARE(cell(4, "sad, low"), std::string("0.1"));
    QCOMPARE(cell(4, "window_sad, low"), std::string("0.9"));
    QCOMPARE(cell(4, "delay_ms"), std::string("12.346"));
    QCOMPARE(cell(26, "kind"), std::string("utterance"));
    QCOMPARE(cell(26, "label"), std::string("sad, low"));

    const auto text = core::readFile(files->json);
    QJsonParseError error;
    const auto json = QJsonDocument::fromJson(QByteArray::fromStdString(text.value_or("")), &error).object();
    QCOMPARE(error.error, QJsonParseError::NoError);
    QCOMPARE(json["format"].toString(), QString("prososcope-live-recording"));
    QCOMPARE(json["model_title"].toString(), QString("A model, \"quoted\""));
    QCOMPARE(json["device"].toString(), QString("Microphone (Fake)"));
    QCOMPARE(json["rate_hz"].toInt(), kRateHz);
    QCOMPARE(json["seconds"].toDouble(), 6.0);
    QCOMPARE(json["sound"].toString().toStdString(), files->sound.filename().string());
    QCOMPARE(json["settings"].toObject()["window"].toDouble(), 2.5);
    QCOMPARE(json["interrupted"].toBool(true), false);
    QVERIFY(QDateTime::fromString(json["started"].toString(), Qt::ISODateWithMs).isValid());
    QCOMPARE(json["hops"].toArray().size(), 24);
    QCOMPARE(json["hops"].toArray()[23].toObject()["posteriors"].toObject()["angry"].toDouble(), 0.9);
    QCOMPARE(json["utterances"].toArray().size(), 3);
    QCOMPARE(json["speakers"].toArray().size(), 3);
    QCOMPARE(json["marks"].toArray().size(), 3);
    QCOMPARE(json["captions"].toArray()[0].toObject()["text"].toString(), QString("so what"));
    QCOMPARE(json["rates"].toArray().size(), 0);
}

/// What Inspect finds beside the sound is the TextGrid, and nothing else that it would offer as an annotation.
void TestLiveRecorder::opensInInspect() {
    const QTemporaryDir place;
    auto recorder = LiveRecorder::begin(toPath(place.path()), live::defaultRecordingName(), infoOf());
    PROSOSCOPE_VERIFY(recorder);
    recorder->add(noise(kRateHz), kRateHz);
    recorder->add(resultOf(LiveResult::Kind::Utterance, 0.2, 0.8, 0, 0.9F));
    const auto files = recorder->finish();
    PROSOSCOPE_VERIFY(files);
    QCOMPARE(annotation::annotationBeside(files->sound).value_or(""), files->annotation);
    QCOMPARE(annotation::recordingBeside(files->annotation).value_or(""), files->sound);
    int readable = 0;
    for (const auto& path : annotation::possibleAnnotationsBeside(files->sound))
        readable += annotation::readAnnotation(path) ? 1 : 0;
    QCOMPARE(readable, 1);
}

void TestLiveRecorder::showsTheWordOfTheDisplay() {
    const QTemporaryDir place;
    auto info = infoOf();
    info.classes = {"angry", "sad"};
    info.words.sureFrom = 0.6;
    auto recorder = LiveRecorder::begin(toPath(place.path()), "words", info);
    PROSOSCOPE_VERIFY(recorder);
    recorder->add(noise(20 * kRateHz), kRateHz);
    live::WordChooser words(info.words);
    QStringList expected;
    QString label;
    double since = 0.0;
    const auto change = [&](double end, const QString& next) {
        if (next == label) return;
        if (!label.isEmpty()) expected << QString("%1-%2 %3").arg(since).arg(end).arg(label);
        label = next;
        since = end;
    };
    for (int hop = 1; hop <= 80; ++hop) {
        const double end = 0.25 * hop;
        const bool speech = (hop / 13) % 3 != 0;
        static constexpr float kFirst[] = {0.9F, 0.2F, 0.5F, 0.8F};
        auto result = resultOf(LiveResult::Kind::Hop, end - 0.25, end, 0, kFirst[hop / 7 % 4]);
        if (!speech) result = silence(end);
        recorder->add(result);
        const std::vector<double> posteriors(result.posteriors.begin(), result.posteriors.end());
        const auto& shown = words.add(end, posteriors, speech);
        change(end, shown.kind == live::ShownWord::Kind::NoSpeech ? QString()
                    : shown.kind == live::ShownWord::Kind::Unsure
                        ? QString("unsure")
                        : QString::fromStdString(info.classes[static_cast<std::size_t>(shown.best)]));
    }
    change(20.0, {});
    const auto files = recorder->finish();
    PROSOSCOPE_VERIFY(files);
    const auto grid = annotation::readAnnotation(files->annotation);
    PROSOSCOPE_VERIFY(grid);
    QVERIFY2(expected.size() >= 5, qPrintable(expected.join("; ")));
    QCOMPARE(labelsOf(grid->annotation, "shown"), expected);
}

/// A lost microphone comes back with another rate: the file keeps the first one, bit for bit what the resampler gives.
void TestLiveRecorder::otherRatesAreConverted() {
    const QTemporaryDir place;
    auto recorder = LiveRecorder::begin(toPath(place.path()), "rates", infoOf(GrowingFormat::Wav, 48000));
    PROSOSCOPE_VERIFY(recorder);
    const auto first = noise(48000, 1);
    const auto second = noise(2 * 16000, 2);
    const auto third = noise(24000, 3);
    recorder->add(first, 48000.0);
    for (std::size_t at = 0; at < second.size(); at += 160) recorder->add(std::span(second).subspan(at, 160), 16000.0);
    recorder->add(third, 48000.0);
    recorder->add(second, 16000.0);
    const auto files = recorder->finish();
    PROSOSCOPE_VERIFY(files);
    auto expected = first;
    const auto converted = audio::resample(second, 16000, 48000);
    PROSOSCOPE_VERIFY(converted);
    expected.insert(expected.end(), converted->begin(), converted->end());
    expected.insert(expected.end(), third.begin(), third.end());
    expected.insert(expected.end(), converted->begin(), converted->end());
    QCOMPARE(audio::probeAudio(files->sound).value().rateHz, 48000);
    QVERIFY(decoded(files->sound) == expected);
    QVERIFY(std::abs(files->seconds - 5.5) < 0.01);
    const auto json = QJsonDocument::fromJson(QByteArray::fromStdString(core::readFile(files->json).value_or(""))).object();
    const auto rates = json["rates"].toArray();
    QCOMPARE(rates.size(), 3);
    QCOMPARE(rates[0].toObject()["time"].toDouble(), 1.0);
    QCOMPARE(rates[0].toObject()["rate_hz"].toDouble(), 16000.0);
}

/// A recording that begins a hundred seconds into the session counts from its own first sample.
void TestLiveRecorder::beginsInTheMiddle() {
    const QTemporaryDir place;
    auto info = infoOf();
    info.startSeconds = 100.0;
    info.speaker = "Ada";
    auto recorder = LiveRecorder::begin(toPath(place.path()), "later", info);
    PROSOSCOPE_VERIFY(recorder);
    recorder->add(noise(4 * kRateHz), kRateHz);
    recorder->add(resultOf(LiveResult::Kind::Hop, 97.75, 100.25, 0, 0.9F));
    recorder->add(resultOf(LiveResult::Kind::Utterance, 99.5, 101.0, 0, 0.9F));
    recorder->newSpeaker(102.0, "Bo");
    recorder->mark(103.0, "here");
    recorder->add(resultOf(LiveResult::Kind::Utterance, 103.0, 104.5, 1, 0.1F));  // ends behind the recording
    const auto files = recorder->finish();
    PROSOSCOPE_VERIFY(files);
    const auto grid = annotation::readAnnotation(files->annotation);
    PROSOSCOPE_VERIFY(grid);
    QCOMPARE(labelsOf(grid->annotation, "emotion"), (QStringList{"0-1 angry", "3-4 sad, low"}));
    QCOMPARE(labelsOf(grid->annotation, "speakers"), (QStringList{"0-2 Ada", "2-4 Bo"}));
    QCOMPARE(grid->annotation.find("marks")->items.at(0).time, 3.0);
    const auto csv = core::readFile(files->csv);
    QVERIFY(csv && csv->find("hop,-2.25,0.25,certain,angry,angry,") != std::string::npos);
}

void TestLiveRecorder::namesAreUnique() {
    const QTemporaryDir place;
    const auto folder = toPath(place.path());
    PROSOSCOPE_VERIFY(core::writeFile(folder / "a.b_2.TextGrid", "mine"));
    std::vector<LiveRecorder> recorders;
    for (const auto format : {GrowingFormat::Wav, GrowingFormat::Flac, GrowingFormat::Wav}) {
        auto recorder = LiveRecorder::begin(folder, "a.b", infoOf(format));
        PROSOSCOPE_VERIFY(recorder);
        recorder->add(noise(kRateHz), kRateHz);
        recorders.push_back(std::move(*recorder));
    }
    QStringList names;
    for (auto& recorder : recorders) {
        const auto files = recorder.finish();
        PROSOSCOPE_VERIFY(files);
        names << QString::fromStdString(files->sound.filename().string());
    }
    QCOMPARE(names, (QStringList{"a.b.wav", "a.b_3.flac", "a.b_4.wav"}));
    QCOMPARE(core::readFile(folder / "a.b_2.TextGrid").value_or(""), std::string("mine"));
    for (const char* name : {"", ".", "..", "a/b", "/etc/passwd"}) QVERIFY(!LiveRecorder::begin(folder, name, infoOf()));
    const auto refused = LiveRecorder::begin("/proc/nowhere", "a", infoOf());
    QVERIFY(!refused && !refused.error().message().empty());
    QVERIFY(!LiveRecorder::begin(folder, "rate", infoOf(GrowingFormat::Wav, 0.0)));
    QVERIFY(!fs::exists(folder / "rate.csv") && !fs::exists(folder / "rate.recording"));
    QVERIFY(QRegularExpression("^live \\d{4}-\\d\\d-\\d\\d \\d\\d\\.\\d\\d\\.\\d\\d$")
                .match(QString::fromStdString(live::defaultRecordingName()))
                .hasMatch());
}

void TestLiveRecorder::killedAtAnyMoment() {
    struct Child {
        QTemporaryDir place;
        QProcess process;
        GrowingFormat format = GrowingFormat::Wav;
        qint64 killAt = 0;
        std::int64_t given = 0;
    };
    core::Random random(static_cast<std::uint64_t>(QDateTime::currentMSecsSinceEpoch()));
    std::vector<std::unique_ptr<Child>> children;
    for (int i = 0; i < 8; ++i) {
        auto child = std::make_unique<Child>();
        child->format = i % 2 == 0 ? GrowingFormat::Wav : GrowingFormat::Flac;
        child->process.start(QCoreApplication::applicationFilePath(),
                             {"record-until-killed", child->place.path(), i % 2 == 0 ? "wav" : "flac"});
        QVERIFY(child->process.waitForReadyRead(20000 * kPatience));
        child->killAt = static_cast<qint64>(random.uniform(500.0, 4000.0));
        children.push_back(std::move(child));
    }
    QElapsedTimer timer;
    timer.start();
    std::sort(children.begin(), children.end(), [](const auto& a, const auto& b) { return a->killAt < b->killAt; });
    for (auto& child : children) {
        if (const auto wait = child->killAt - timer.elapsed(); wait > 0) QTest::qWait(static_cast<int>(wait));
        QCOMPARE(::kill(static_cast<pid_t>(child->process.processId()), SIGKILL), 0);
        QVERIFY(child->process.waitForFinished());
        QCOMPARE(child->process.exitStatus(), QProcess::CrashExit);
        child->given = child->process.readAllStandardOutput().trimmed().split('\n').last().toLongLong();
    }
    const auto sound = noise(std::size_t{60} * kRateHz);
    double worst = 0.0;
    for (auto& child : children) {
        const auto folder = toPath(child->place.path());
        const auto path = folder / (child->format == GrowingFormat::Wav ? "killed.wav" : "killed.flac");
        const auto most = static_cast<std::int64_t>(kLostSeconds * kRateHz);
        const auto check = [&] {
            const auto heard = decoded(path);
            // The child may have handed over one block more than it could tell.
            const auto lost = child->given - static_cast<std::int64_t>(heard.size());
            worst = std::max(worst, static_cast<double>(lost) / kRateHz);
            QVERIFY2(lost <= most, qPrintable(QString("%1 of %2 samples").arg(heard.size()).arg(child->given)));
            for (std::size_t i = 0; i < heard.size(); ++i) QCOMPARE(heard[i], kept(sound[i], child->format));
        };
        if (child->given > most) {
            // As the kill left it, before anything is repaired.
            check();
            const auto rows = core::readFile(folder / "killed.csv");
            QVERIFY(rows && std::count(rows->begin(), rows->end(), '\n') - 1 >= (child->given - most) / kHop);
        }
        const auto recovered = live::recoverRecordings(folder);
        QVERIFY2(recovered.problems.empty() || child->given <= most,
                 recovered.problems.empty() ? "" : recovered.problems[0].message().c_str());
        if (recovered.recordings.empty()) continue;
        check();
        QCOMPARE(recovered.recordings.size(), std::size_t{1});
        const auto& files = recovered.recordings[0];
        QCOMPARE(files.sound, path);
        const auto grid = annotation::readAnnotation(files.annotation);
        PROSOSCOPE_VERIFY(grid);
        QCOMPARE(grid->annotation.end(), audio::probeAudio(path).value().seconds());
        const auto seconds = child->given / kRateHz;
        QVERIFY(labelsOf(grid->annotation, "emotion").size() >= seconds - static_cast<int>(kLostSeconds));
        const auto table = core::parseCsv(core::readFile(files.csv).value_or(""), "csv");
        PROSOSCOPE_VERIFY(table);
        QVERIFY(static_cast<std::int64_t>(table->rows.size()) >= (child->given - most) / kHop);
        const auto json = QJsonDocument::fromJson(QByteArray::fromStdString(core::readFile(files.json).value_or("")));
        QVERIFY(json.object()["interrupted"].toBool());
        QCOMPARE(json.object()["hops"].toArray().size() + json.object()["utterances"].toArray().size(),
                 static_cast<qsizetype>(table->rows.size()));
        QCOMPARE(filesIn(child->place), 4);
        QVERIFY(live::recoverRecordings(folder).recordings.empty());
    }
    qInfo("the worst of %d kills lost %.3f s", static_cast<int>(children.size()), worst);
}

void TestLiveRecorder::runningRecordingsAreLeftAlone() {
    const QTemporaryDir place;
    const auto folder = toPath(place.path());
    auto recorder = LiveRecorder::begin(folder, "mine", infoOf());
    PROSOSCOPE_VERIFY(recorder);
    recorder->add(noise(kRateHz), kRateHz);
    const auto recovered = live::recoverRecordings(folder);
    QVERIFY(recovered.recordings.empty() && recovered.problems.empty());
    recorder->add(noise(kRateHz), kRateHz);
    const auto files = recorder->finish();
    PROSOSCOPE_VERIFY(files);
    QCOMPARE(files->seconds, 2.0);
    QVERIFY(live::recoverRecordings(folder / "absent").problems.empty());
}

void TestLiveRecorder::fullDisk_data() {
    QTest::addColumn<QString>("format");
    QTest::addColumn<bool>("disk");
    for (const char* format : {"wav", "flac"}) {
        QTest::addRow("%s, no larger file", format) << format << false;
        QTest::addRow("%s, small disk", format) << format << true;
    }
}

void TestLiveRecorder::fullDisk() {
    QFETCH(QString, format);
    QFETCH(bool, disk);
    const QTemporaryDir place;
    const auto folder = toPath(place.path());
    QProcess process;
    const QString child =
        QString("exec '%1' record-until-full '%2' %3").arg(QCoreApplication::applicationFilePath(), place.path(), format);
    if (disk) {
        // A disk of one megabyte in a name space of its own; afterwards what it holds is copied away.
        const QString mounted = place.filePath("disk");
        QVERIFY(QDir().mkpath(mounted));
        const QString script =
            QString(
                "mount -t tmpfs -o size=1m none '%1' || { echo unmountable; exit 0; }; '%2' record-until-full '%1' %3; "
                "cp -p '%1'/* '%4'")
                .arg(mounted, QCoreApplication::applicationFilePath(), format, place.path());
        process.start("unshare", {"--user", "--map-root-user", "--mount", "sh", "-c", script});
    } else {
        process.start("sh", {"-c", "trap '' XFSZ; ulimit -f 800; " + child});
    }
    if (!process.waitForStarted()) QSKIP("needs unshare");
    QVERIFY(process.waitForFinished(60000 * kPatience));
    const QString said = process.readAllStandardOutput();
    if (disk && (said.contains("unmountable") || process.exitCode() != 0))
        QSKIP("this system gives tests no disk of their own");
    QVERIFY2(process.exitCode() == 0, qPrintable(said + process.readAllStandardError()));
    QVERIFY2(said.contains("The recording full." + format + " has stopped: the disk is full"), qPrintable(said));
    QVERIFY2(said.contains("failures 1 running 0"), qPrintable(said));
    // With the disk full to the brim TextGrid and JSON may have to wait for the next start, where there is room.
    const auto recovered = live::recoverRecordings(folder);
    QVERIFY(recovered.problems.empty());
    QCOMPARE(recovered.recordings.size(), std::size_t{said.contains("finished 1") ? 0U : 1U});
    if (!disk) QVERIFY2(said.contains("finished 1"), qPrintable(said));
    const auto path = folder / ("full." + format.toStdString());
    const auto heard = decoded(path);
    QVERIFY2(heard.size() > 5 * kRateHz && heard.size() < 40 * kRateHz, qPrintable(QString::number(heard.size())));
    const auto sound = noise(std::size_t{60} * kRateHz);
    const auto kind = format == "wav" ? GrowingFormat::Wav : GrowingFormat::Flac;
    for (std::size_t i = 0; i < heard.size(); ++i) QCOMPARE(heard[i], kept(sound[i], kind));
    PROSOSCOPE_VERIFY(annotation::readAnnotation(folder / "full.TextGrid"));
    const auto table = core::parseCsv(core::readFile(folder / "full.csv").value_or(""), "csv");
    PROSOSCOPE_VERIFY(table);
    QVERIFY(table->rows.size() >= heard.size() / kHop - 4);
    QVERIFY(!fs::exists(folder / "full.recording"));
}

void TestLiveRecorder::withoutSoundNothingIsLeft() {
    for (const auto format : {GrowingFormat::Wav, GrowingFormat::Flac}) {
        const QTemporaryDir place;
        auto recorder = LiveRecorder::begin(toPath(place.path()), "nothing", infoOf(format));
        PROSOSCOPE_VERIFY(recorder);
        recorder->add(silence(0.25));
        const auto files = recorder->finish();
        QVERIFY(!files);
        QVERIFY(QString::fromStdString(files.error().message()).contains("Nothing was recorded"));
        QCOMPARE(filesIn(place), 0);
        // And afterwards nothing is taken any more.
        recorder->add(noise(100), kRateHz);
        recorder->mark(0.0, "late");
        QVERIFY(!recorder->running());
    }
}

void TestLiveRecorder::theDestructorCompletes() {
    const QTemporaryDir place;
    {
        auto recorder = LiveRecorder::begin(toPath(place.path()), "left", infoOf());
        PROSOSCOPE_VERIFY(recorder);
        recorder->add(noise(kRateHz), kRateHz);
    }
    QCOMPARE(filesIn(place), 4);
    auto recorder = LiveRecorder::begin(toPath(place.path()), "asked", infoOf());
    PROSOSCOPE_VERIFY(recorder);
    recorder->add(noise(kRateHz), kRateHz);
    recorder->end();
    QVERIFY(!recorder->running());
    QTRY_VERIFY(recorder->ended());
    QCOMPARE(filesIn(place), 8);
    QCOMPARE(recorder->seconds(), 1.0);
}

void TestLiveRecorder::damagedJournals() {
    const QTemporaryDir place;
    const auto folder = toPath(place.path());
    const auto header = [](const char* sound) {
        return QString("{\"format\":\"prososcope-live-recording\",\"sound\":\"%1\",\"classes\":[\"a\"]}\n")
            .arg(sound)
            .toStdString();
    };
    PROSOSCOPE_VERIFY(core::writeFile(folder / "garbage.recording", std::string("\0\n{[\n", 5)));
    PROSOSCOPE_VERIFY(core::writeFile(folder / "elsewhere.recording", header("../other.wav")));
    PROSOSCOPE_VERIFY(core::writeFile(folder / "gone.recording", header("gone.wav")));
    PROSOSCOPE_VERIFY(core::writeFile(folder / "no.recording", "no"));
    auto recovered = live::recoverRecordings(folder);
    QVERIFY(recovered.recordings.empty());
    QCOMPARE(recovered.problems.size(), std::size_t{4});
    QVERIFY(!fs::exists(folder / "gone.recording"));

    // Lines of the wrong kind and a hole of zeros do not keep the rest from being read.
    audio::AudioClip clip{kRateHz, {noise(kRateHz)}};
    PROSOSCOPE_VERIFY(audio::writeWav(folder / "odd.wav", clip, audio::WavEncoding::Float32));
    PROSOSCOPE_VERIFY(core::writeFile(
        folder / "odd.recording",
        header("odd.wav") + "[1]\n" + std::string(64, '\0') +
            "\n{\"kind\":\"utterance\",\"start\":\"x\",\"end\":0.5,\"label\":\"a\"}\n{\"kind\":3}\n{\"kind\":\"mark\",\"time\":"
            "-7,\"text\":null}\n{\"kind\":\"hop\",\"posteriors\":[1]}\n{\"kind\":\"utterance\",\"start\":0.5,\"end\":1e300,"
            "\"label\":\"b\"}\n{\"kind\":\"mark\",\"ti"));
    recovered = live::recoverRecordings(folder);
    QCOMPARE(recovered.recordings.size(), std::size_t{1});
    const auto grid = annotation::readAnnotation(folder / "odd.TextGrid");
    PROSOSCOPE_VERIFY(grid);
    QCOMPARE(labelsOf(grid->annotation, "emotion"), (QStringList{"0-0.5 a", "0.5-1 b"}));
    QCOMPARE(grid->annotation.find("marks")->items.size(), std::size_t{1});
}

int main(int argc, char** argv) {
    const std::string_view part = argc > 3 ? argv[1] : "";
    if (part == "record-until-killed") return recordUntilKilled(argv[2], argv[3]);
    if (part == "record-until-full") return recordUntilFull(argv[2], argv[3]);
    QCoreApplication application(argc, argv);
    TestLiveRecorder test;
    return QTest::qExec(&test, argc, argv);
}
#include "TestLiveRecorder.moc"
