// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/resource.h>

#include <cmath>
#include <csignal>
#include <cstring>
#include <functional>
#include <limits>

#include "engine/core/Random.h"
#include "engine/core/SafeFile.h"
#include "engine/store/ActivationSet.h"
#include "engine/store/ActivationSetText.h"
#include "engine/store/Safetensors.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using store::ActivationPool;
using store::ActivationSet;
using store::ActivationSetInfo;
using store::ActivationSetWriter;

namespace {

/// Of five units in two layers.
ActivationSetInfo info(std::size_t utterances = 150) {
    ActivationSetInfo info;
    info.encoder = "emodb-4class";
    info.encoderKind = "logmel-network";
    info.weightsSha256 = std::string(64, 'a');
    info.tap = "gate";
    info.layers = {{"block 1, dilation 1", 2}, {"block 1, dilation 2", 3}};
    info.corpus = "größe";
    info.corpusFingerprint = std::string(64, 'b');
    for (std::size_t i = 0; i < utterances; ++i) {
        info.utterances.push_back("wav/" + std::to_string(i));
        info.speakers.push_back("speaker " + std::to_string(i % 3));
    }
    return info;
}

float value(std::size_t row, std::size_t unit, ActivationPool pool) {
    return static_cast<float>(row) + 0.1F * static_cast<float>(unit) + 1000.0F * static_cast<float>(pool);
}

std::vector<float> rowOf(std::size_t row, ActivationPool pool) {
    std::vector<float> values;
    for (std::size_t unit = 0; unit < 5; ++unit) values.push_back(value(row, unit, pool));
    return values;
}

core::Status addRow(ActivationSetWriter& writer, std::size_t row) {
    return writer.add(rowOf(row, ActivationPool::Mean), rowOf(row, ActivationPool::Maximum),
                      rowOf(row, ActivationPool::Deviation), 0.5 + 0.01 * static_cast<double>(row),
                      -20.0 - 0.1 * static_cast<double>(row));
}

bool isLeftOut(std::size_t row) { return row % 50 == 7; }

/// Adds the rows up to `end`; some are left out.
void fill(ActivationSetWriter& writer, std::size_t end) {
    for (std::size_t row = writer.rows(); row < end; ++row) {
        if (isLeftOut(row)) {
            PROSOSCOPE_VERIFY(writer.leaveOut("clip " + std::to_string(row) + " is damaged. Repair it."));
        } else {
            PROSOSCOPE_VERIFY(addRow(writer, row));
        }
    }
}

}  // namespace

class TestActivationSet : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    [[nodiscard]] std::filesystem::path at(const char* name) const { return toPath(m_folder.path()) / name; }
    [[nodiscard]] static std::filesystem::path piecesOf(const std::filesystem::path& goal) { return goal.string() + ".pieces"; }
    void writeWhole(const std::filesystem::path& goal) const {
        auto writer = ActivationSetWriter::begin(goal, info());
        PROSOSCOPE_VERIFY(writer);
        fill(*writer, 150);
        PROSOSCOPE_VERIFY(writer->finish());
    }

private Q_SLOTS:
    void setsReturnAsTheyWereWritten();
    void poolsMayBeFewer();
    void aStoppedPassGoesOnAndGivesTheSameBytes();
    void tornAndDamagedRowsAreMadeAgain();
    void piecesOfAnythingElseAreThrownAway();
    void twoProcessesDoNotMeet();
    void valuesThatDoNotFitAreRefused();
    void nothingButLeftOutUtterancesIsAnError();
    void aPlaceThatCannotBeWrittenIsNamed();
    void rowsThatDoNotFitTheDiskCanBeAddedLater();
    void hostileFilesAreRefused();
    void mutatedFilesNeverCrash();
    void mappedAndReadFilesAreTheSame();
    void whatHasFramesIsKnownOfOlderSetsToo();
    void setsAreFound();
    void pathsAreSafe();
};

void TestActivationSet::setsReturnAsTheyWereWritten() {
    const auto goal = at("below/whole.safetensors");
    writeWhole(goal);
    QVERIFY(!std::filesystem::exists(piecesOf(goal)));
    const auto set = ActivationSet::open(goal);
    PROSOSCOPE_VERIFY(set);
    const auto& stored = set->info();
    QCOMPARE(stored.utterances.size(), std::size_t{147});
    QCOMPARE(stored.leftOut.size(), std::size_t{3});
    QCOMPARE(stored.leftOut[0].utterance, std::string("wav/7"));
    QCOMPARE(stored.leftOut[0].why, std::string("clip 7 is damaged. Repair it."));
    QCOMPARE(stored.encoder, info().encoder);
    QCOMPARE(stored.encoderKind, info().encoderKind);
    QCOMPARE(stored.weightsSha256, info().weightsSha256);
    QVERIFY(!stored.untrainedSeed);
    QCOMPARE(stored.tap, info().tap);
    QVERIFY(stored.layers == info().layers);
    QCOMPARE(stored.units(), std::int64_t{5});
    QCOMPARE(stored.corpus, info().corpus);
    QCOMPARE(stored.corpusFingerprint, info().corpusFingerprint);
    const ActivationSet copy = *set;
    std::size_t place = 0;
    for (std::size_t row = 0; row < 150; ++row) {
        if (isLeftOut(row)) continue;
        QCOMPARE(stored.utterances[place], "wav/" + std::to_string(row));
        QCOMPARE(stored.speakers[place], "speaker " + std::to_string(row % 3));
        QCOMPARE(stored.seconds[place], 0.5 + 0.01 * static_cast<double>(row));
        QCOMPARE(stored.levelDb[place], -20.0 - 0.1 * static_cast<double>(row));
        for (const auto pool : {ActivationPool::Mean, ActivationPool::Maximum, ActivationPool::Deviation}) {
            QCOMPARE(copy.values(pool).size(), std::size_t{147 * 5});
            for (std::size_t unit = 0; unit < 5; ++unit) {
                QCOMPARE(copy.values(pool)[place * 5 + unit], value(row, unit, pool));
            }
        }
        ++place;
    }
}

void TestActivationSet::poolsMayBeFewer() {
    auto wanted = info(2);
    wanted.pools = {ActivationPool::Deviation};
    wanted.untrainedSeed = UINT64_MAX;
    auto writer = ActivationSetWriter::begin(at("sd.safetensors"), wanted);
    PROSOSCOPE_VERIFY(writer);
    for (std::size_t row = 0; row < 2; ++row) {
        PROSOSCOPE_VERIFY(writer->add({}, {}, rowOf(row, ActivationPool::Deviation), 1.0, -3.0));
    }
    PROSOSCOPE_VERIFY(writer->finish());
    const auto set = ActivationSet::open(at("sd.safetensors"));
    PROSOSCOPE_VERIFY(set);
    QVERIFY(set->info().has(ActivationPool::Deviation));
    QVERIFY(!set->info().has(ActivationPool::Mean));
    QVERIFY(set->values(ActivationPool::Mean).empty());
    QCOMPARE(set->values(ActivationPool::Deviation)[6], value(1, 1, ActivationPool::Deviation));
    QCOMPARE(set->info().untrainedSeed.value(), UINT64_MAX);
}

void TestActivationSet::aStoppedPassGoesOnAndGivesTheSameBytes() {
    writeWhole(at("once.safetensors"));
    const auto goal = at("often.safetensors");
    for (const std::size_t end : {0, 1, 70, 71, 150}) {
        auto writer = ActivationSetWriter::begin(goal, info());
        PROSOSCOPE_VERIFY(writer);
        QVERIFY(writer->rows() <= end);
        fill(*writer, end);
        QCOMPARE(writer->rows(), end);
        QVERIFY(!std::filesystem::exists(goal));
    }
    auto writer = ActivationSetWriter::begin(goal, info());
    PROSOSCOPE_VERIFY(writer);
    QCOMPARE(writer->rows(), std::size_t{150});
    QCOMPARE(writer->leftOut().size(), std::size_t{3});
    PROSOSCOPE_VERIFY(writer->finish());
    QVERIFY(core::readFile(goal).value() == core::readFile(at("once.safetensors")).value());
}

void TestActivationSet::tornAndDamagedRowsAreMadeAgain() {
    writeWhole(at("sound.safetensors"));
    const auto goal = at("torn.safetensors");
    const auto begin = [&] { return ActivationSetWriter::begin(goal, info()); };
    {
        auto writer = begin();
        PROSOSCOPE_VERIFY(writer);
        fill(*writer, 40);
    }
    const auto whole = core::readFile(piecesOf(goal)).value();
    const std::size_t rowBytes = (whole.size() - 80) / 40;
    struct Damage {
        const char* name;
        std::function<void(std::string&)> make;
        std::size_t left;
    };
    const std::vector<Damage> damages{
        {"the last row cut short", [](std::string& bytes) { bytes.resize(bytes.size() - 3); }, 39},
        {"a byte of row 20", [&](std::string& bytes) { bytes[80 + 20 * rowBytes + 30] ^= 1; }, 20},
        {"zeros after a power failure",
         [&](std::string& bytes) { std::fill(bytes.begin() + static_cast<long>(80 + 30 * rowBytes), bytes.end(), '\0'); }, 30},
        {"two rows changed places",
         [&](std::string& bytes) {
             const auto first = bytes.begin() + static_cast<long>(80 + 10 * rowBytes);
             std::swap_ranges(first, first + static_cast<long>(rowBytes), first + static_cast<long>(rowBytes));
         },
         10},
        {"the head", [](std::string& bytes) { bytes[12] ^= 1; }, 0},
        {"nothing but the head", [](std::string& bytes) { bytes.resize(80); }, 0},
        {"less than the head", [](std::string& bytes) { bytes.resize(11); }, 0},
        {"garbage", [](std::string& bytes) { bytes = std::string(5000, 'x'); }, 0},
    };
    for (const auto& damage : damages) {
        auto bytes = whole;
        damage.make(bytes);
        PROSOSCOPE_VERIFY(core::writeFile(piecesOf(goal), bytes));
        auto writer = begin();
        PROSOSCOPE_VERIFY(writer);
        QVERIFY2(writer->rows() == damage.left, damage.name);
        fill(*writer, 150);
        PROSOSCOPE_VERIFY(writer->finish());
        QVERIFY2(core::readFile(goal).value() == core::readFile(at("sound.safetensors")).value(), damage.name);
    }
}

void TestActivationSet::piecesOfAnythingElseAreThrownAway() {
    const auto goal = at("other.safetensors");
    std::vector<std::function<void(ActivationSetInfo&)>> changes{[](auto& i) { i.weightsSha256[0] = 'f'; },
                                                                 [](auto& i) { i.untrainedSeed = 3; },
                                                                 [](auto& i) { i.tap = "skip"; },
                                                                 [](auto& i) { i.layers[1].units = 4; },
                                                                 [](auto& i) { i.utterances[149] = "another"; },
                                                                 [](auto& i) { i.corpusFingerprint[0] = 'f'; },
                                                                 [](auto& i) { i.speakers[0] = "x"; },
                                                                 [](auto& i) { i.pools.pop_back(); }};
    for (const auto& change : changes) {
        {
            auto writer = ActivationSetWriter::begin(goal, info());
            PROSOSCOPE_VERIFY(writer);
            fill(*writer, 10);
        }
        auto changed = info();
        change(changed);
        auto writer = ActivationSetWriter::begin(goal, changed);
        PROSOSCOPE_VERIFY(writer);
        QCOMPARE(writer->rows(), std::size_t{0});
        QVERIFY(writer->leftOut().empty());
    }
}

void TestActivationSet::twoProcessesDoNotMeet() {
    auto first = ActivationSetWriter::begin(at("busy.safetensors"), info());
    PROSOSCOPE_VERIFY(first);
    const auto second = ActivationSetWriter::begin(at("busy.safetensors"), info());
    QVERIFY(!second);
    QCOMPARE(second.error().kind, core::ErrorKind::Unavailable);
    QVERIFY(QString::fromStdString(second.error().message()).contains("busy.safetensors"));
}

void TestActivationSet::valuesThatDoNotFitAreRefused() {
    const auto refused = [&](const std::function<void(ActivationSetInfo&)>& change) {
        auto wrong = info();
        change(wrong);
        const auto writer = ActivationSetWriter::begin(at("wrong.safetensors"), wrong);
        return !writer && writer.error().kind == core::ErrorKind::BadInput;
    };
    QVERIFY(refused([](auto& i) { i.utterances.clear(); }));
    QVERIFY(refused([](auto& i) { i.speakers.pop_back(); }));
    QVERIFY(refused([](auto& i) { i.utterances[1] = i.utterances[0]; }));
    QVERIFY(refused([](auto& i) { i.layers.clear(); }));
    QVERIFY(refused([](auto& i) { i.layers[0].units = 0; }));
    QVERIFY(refused([](auto& i) { i.pools.clear(); }));
    QVERIFY(refused([](auto& i) { i.utterances[1] = "\xff"; }));
    auto writer = ActivationSetWriter::begin(at("wrong.safetensors"), info(1));
    PROSOSCOPE_VERIFY(writer);
    const auto row = rowOf(0, ActivationPool::Mean);
    const std::vector<float> shorter(4);
    auto broken = row;
    broken[2] = std::numeric_limits<float>::quiet_NaN();
    QVERIFY(!writer->add(row, row, shorter, 1.0, -3.0));
    QVERIFY(!writer->add(row, broken, row, 1.0, -3.0));
    QVERIFY(!writer->add(row, row, row, 1.0, -std::numeric_limits<double>::infinity()));
    QVERIFY(!writer->finish());
    QCOMPARE(writer->rows(), std::size_t{0});
    PROSOSCOPE_VERIFY(writer->add(row, row, row, 1.0, -3.0));
    QVERIFY(!writer->add(row, row, row, 1.0, -3.0));
}

void TestActivationSet::nothingButLeftOutUtterancesIsAnError() {
    auto writer = ActivationSetWriter::begin(at("none.safetensors"), info(2));
    PROSOSCOPE_VERIFY(writer);
    PROSOSCOPE_VERIFY(writer->leaveOut("a.wav cannot be read."));
    PROSOSCOPE_VERIFY(writer->leaveOut(std::string(5000, 'x') + "\xff"));  // longer than there is room for, and no UTF-8
    QVERIFY(writer->leftOut()[1].why.size() > 200);
    const auto finished = writer->finish();
    QVERIFY(!finished);
    QVERIFY(QString::fromStdString(finished.error().message()).contains("a.wav cannot be read."));
    QVERIFY(!std::filesystem::exists(at("none.safetensors")));
}

void TestActivationSet::aPlaceThatCannotBeWrittenIsNamed() {
    const auto absent = ActivationSetWriter::begin("/proc/prososcope/a.safetensors", info());
    QVERIFY(!absent);
    QVERIFY(QString::fromStdString(absent.error().message()).contains("a.safetensors"));
}

void TestActivationSet::rowsThatDoNotFitTheDiskCanBeAddedLater() {
    writeWhole(at("roomy.safetensors"));
    const auto goal = at("tight.safetensors");
    auto writer = ActivationSetWriter::begin(goal, info());
    PROSOSCOPE_VERIFY(writer);
    fill(*writer, 20);
    // A file may not grow any more, in the middle of a row.
    ::signal(SIGXFSZ, SIG_IGN);
    struct rlimit usual {};
    ::getrlimit(RLIMIT_FSIZE, &usual);
    struct rlimit tight = usual;
    tight.rlim_cur = std::filesystem::file_size(piecesOf(goal)) + 100;
    ::setrlimit(RLIMIT_FSIZE, &tight);
    const auto refused = addRow(*writer, 20);
    ::setrlimit(RLIMIT_FSIZE, &usual);
    QVERIFY(!refused);
    QVERIFY(QString::fromStdString(refused.error().message()).contains("tight.safetensors.pieces"));
    QCOMPARE(writer->rows(), std::size_t{20});
    fill(*writer, 150);
    PROSOSCOPE_VERIFY(writer->finish());
    QVERIFY(core::readFile(goal).value() == core::readFile(at("roomy.safetensors")).value());
}

/// Sets were once written without saying whether their layers have frames.
void TestActivationSet::whatHasFramesIsKnownOfOlderSetsToo() {
    auto stored = info(1);
    stored.seconds = {1.0};
    stored.levelDb = {-20.0};
    const auto readBack = [](const std::string& text) {
        std::string problem;
        return store::activationInfoFrom(text, problem);
    };
    const auto without = [&](const char* kind) {
        stored.encoderKind = kind;
        auto text = store::activationInfoText(stored).value();
        const std::string field = "\"overTime\":true,";
        const auto at = text.find(field);
        [&] { QVERIFY(at != std::string::npos); }();
        return text.erase(at, field.size());
    };
    for (const bool overTime : {false, true}) {
        stored.overTime = overTime;
        const auto read = readBack(store::activationInfoText(stored).value());
        QVERIFY(read && read->overTime == overTime);
    }
    QVERIFY(readBack(without("logmel-network"))->overTime);
    QVERIFY(!readBack(without("adversarial-autoencoder"))->overTime);
    auto broken = store::activationInfoText(stored).value();
    broken.replace(broken.find("\"overTime\":true"), 15, "\"overTime\":1");
    QVERIFY(!readBack(broken));
}

void TestActivationSet::hostileFilesAreRefused() {
    const auto whole = [&](const std::function<void(ActivationSetInfo&)>& change, std::int64_t rows = 2, std::int64_t units = 5,
                           const char* name = "mean", store::TensorType type = store::TensorType::Float32,
                           const std::function<void(std::string&)>& edit = {}) {
        auto stored = info(2);
        stored.pools = {ActivationPool::Mean};
        stored.seconds = {1.0, 2.0};
        stored.levelDb = {-20.0, -30.0};
        change(stored);
        auto text = store::activationInfoText(stored).value();
        if (edit) edit(text);
        const std::vector<std::byte> bytes(static_cast<std::size_t>(rows * units) * store::bytesPerElement(type));
        const store::TensorView view{name, type, {rows, units}, bytes};
        PROSOSCOPE_VERIFY(store::writeSafetensors(at("hostile.safetensors"), std::span(&view, 1),
                                                  {{store::kActivationForm, "1"}, {store::kActivationInfo, text}}));
    };
    const auto refused = [&] {
        const auto set = ActivationSet::open(at("hostile.safetensors"));
        return !set && set.error().kind == core::ErrorKind::BadInput && !set.error().details.empty();
    };
    const auto same = [](ActivationSetInfo&) {};
    whole(same);
    PROSOSCOPE_VERIFY(ActivationSet::open(at("hostile.safetensors")));
    whole(same, 3);
    QVERIFY(refused());
    whole(same, 2, 6);
    QVERIFY(refused());
    whole(same, 2, 5, "max");
    QVERIFY(refused());
    whole(same, 2, 5, "mean", store::TensorType::Int32);
    QVERIFY(refused());
    const std::vector<std::function<void(ActivationSetInfo&)>> changes{
        [](auto& i) { i.seconds.pop_back(); },
        [](auto& i) { i.levelDb.push_back(0.0); },
        [](auto& i) { i.speakers.clear(); },
        [](auto& i) { i.layers.clear(); },
        [](auto& i) {
            i.layers = {{"a", INT64_MAX}, {"b", INT64_MAX}};
        },
        [](auto& i) {
            i.layers = {{"a", 6}, {"b", -1}};
        },
        [](auto& i) { i.utterances[1] = i.utterances[0]; },
        [](auto& i) {
            i.pools = {ActivationPool::Mean, ActivationPool::Mean};
        },
        [](auto& i) { i.pools = {}; },
        [](auto& i) { i.seconds[0] = std::numeric_limits<double>::infinity(); }};
    for (const auto& change : changes) {
        whole(change);
        QVERIFY(refused());
    }
    for (const char* text : {"", "{", "null", "[]", "{}", "3", R"({"encoder":"a"})", "\"\""}) {
        whole(same, 2, 5, "mean", store::TensorType::Float32, [&](std::string& all) { all = text; });
        QVERIFY2(refused(), text);
    }
    whole(same, 2, 5, "mean", store::TensorType::Float32, [](std::string& all) { all = std::string(100'000, '['); });
    QVERIFY(refused());
    const store::TensorView nothing{"mean", store::TensorType::Float32, {0, 5}, {}};
    PROSOSCOPE_VERIFY(store::writeSafetensors(at("hostile.safetensors"), std::span(&nothing, 1)));
    QVERIFY(refused());
    PROSOSCOPE_VERIFY(
        store::writeSafetensors(at("hostile.safetensors"), std::span(&nothing, 1), {{store::kActivationForm, "2"}}));
    QVERIFY(refused());
}

void TestActivationSet::mutatedFilesNeverCrash() {
    writeWhole(at("mutated.safetensors"));
    const auto bytes = core::readFile(at("mutated.safetensors")).value();
    core::Random random(5);
    int opened = 0;
    int refused = 0;
    for (int round = 0; round < 600; ++round) {
        auto changed = bytes;
        for (auto count = 1 + random.below(4); count > 0; --count) {
            changed[random.below(6000)] = static_cast<char>(random.chance(0.5) ? '0' + random.below(10) : random.below(256));
        }
        if (random.chance(0.2)) changed.resize(random.below(changed.size()));
        PROSOSCOPE_VERIFY(core::writeFile(at("mutated.safetensors"), changed));
        const auto set = ActivationSet::open(at("mutated.safetensors"));
        if (set) {
            ++opened;
            const auto values = set->values(ActivationPool::Deviation);
            QCOMPARE(values.size(), set->info().utterances.size() * static_cast<std::size_t>(set->info().units()));
            volatile float sum = 0.0F;
            for (const float v : values) sum = sum + v;
        } else {
            ++refused;
        }
    }
    QVERIFY(opened > 10);
    QVERIFY(refused > 100);
}

void TestActivationSet::mappedAndReadFilesAreTheSame() {
    writeWhole(at("mapped.safetensors"));
    const auto mapped = store::SafetensorsFile::map(at("mapped.safetensors"));
    const auto read = store::SafetensorsFile::open(at("mapped.safetensors"));
    PROSOSCOPE_VERIFY(mapped);
    PROSOSCOPE_VERIFY(read);
    QCOMPARE(mapped->metadata(), read->metadata());
    QCOMPARE(mapped->tensors().size(), read->tensors().size());
    for (std::size_t i = 0; i < read->tensors().size(); ++i) {
        const auto& a = mapped->tensors()[i].bytes;
        const auto& b = read->tensors()[i].bytes;
        QVERIFY(a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size()) == 0);
    }
    // Tensors that lie between the places of floats are read.
    const std::string header = R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})";
    for (std::size_t spaces = 0; spaces < 4; ++spaces) {
        const auto text = header + std::string(spaces, ' ');
        const std::uint64_t length = text.size();
        const float number = 1.5F;
        PROSOSCOPE_VERIFY(core::writeFile(at("odd.safetensors"), std::string(reinterpret_cast<const char*>(&length), 8) + text +
                                                                     std::string(reinterpret_cast<const char*>(&number), 4)));
        const auto odd = store::SafetensorsFile::map(at("odd.safetensors"));
        PROSOSCOPE_VERIFY(odd);
        QCOMPARE(odd->tensors()[0].floats()[0], 1.5F);
    }
    QCOMPARE(store::SafetensorsFile::map(at("absent")).error().kind, core::ErrorKind::NotFound);
}

void TestActivationSet::setsAreFound() {
    const auto workspace = at("workspace");
    auto control = info();
    control.untrainedSeed = 7;
    for (const auto& each : {info(), control}) {
        auto writer = ActivationSetWriter::begin(store::activationSetPath(workspace, each), each);
        PROSOSCOPE_VERIFY(writer);
        fill(*writer, 150);
        PROSOSCOPE_VERIFY(writer->finish());
    }
    auto unfinished = info();
    unfinished.tap = "skip";
    {
        auto writer = ActivationSetWriter::begin(store::activationSetPath(workspace, unfinished), unfinished);
        PROSOSCOPE_VERIFY(writer);
        fill(*writer, 10);
    }
    PROSOSCOPE_VERIFY(core::writeFile(workspace / "activations" / "broken.safetensors", "x"));
    auto sets = store::findActivationSets(workspace);
    std::erase_if(sets, [](const auto& entry) { return entry.bundled; });
    QCOMPARE(sets.size(), std::size_t{2});
    QCOMPARE(sets[0].path, store::activationSetPath(workspace, info()));
    QCOMPARE(sets[1].info.untrainedSeed.value(), std::uint64_t{7});
    QVERIFY(store::findActivationSets(at("no such folder")).size() == store::findActivationSets({}).size());
}

void TestActivationSet::pathsAreSafe() {
    auto wanted = info();
    wanted.corpus = "../../etc/x y";
    const auto path = store::activationSetPath("/w", wanted);
    QCOMPARE(path.parent_path(), std::filesystem::path("/w/activations"));
    QCOMPARE(path, path.lexically_normal());
    QCOMPARE(store::activationSetPath("/w", info()).filename().string(), std::string("emodb-4class.gate.größe.safetensors"));
    wanted = info();
    wanted.untrainedSeed = 12;
    QCOMPARE(store::activationSetPath("/w", wanted).filename().string(),
             std::string("emodb-4class.gate.größe.untrained12.safetensors"));
}

QTEST_GUILESS_MAIN(TestActivationSet)
#include "TestActivationSet.moc"
