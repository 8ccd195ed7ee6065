// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>
#include <mutex>
#include <thread>

#include "engine/live/InputLevels.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using audio::InputFailure;
using live::InputLevel;
using live::InputLevels;

namespace {

/// Several microphones that the test changes while another thread hears them.
struct Room {
    struct Device {
        float level = 0.0F;
        InputFailure failure = InputFailure::None;
        bool alive = true;
        bool open = false;
        int opened = 0;
    };
    std::mutex mutex;
    std::map<std::string, Device> devices;  // by name
    int most = 0;                           // open at once
    std::thread::id thread;

    [[nodiscard]] Device of(const std::string& name) {
        const std::lock_guard lock(mutex);
        return devices[name];
    }
    void change(const std::string& name, const std::function<void(Device&)>& how) {
        const std::lock_guard lock(mutex);
        how(devices[name]);
    }
    [[nodiscard]] int open() {
        const std::lock_guard lock(mutex);
        return static_cast<int>(
            std::count_if(devices.begin(), devices.end(), [](const auto& each) { return each.second.open; }));
    }
};

class RoomInput : public audio::InputStream {
public:
    explicit RoomInput(Room& room) : m_room(room) {}
    ~RoomInput() override { RoomInput::close(); }
    std::vector<audio::InputDevice> devices() override {
        const std::lock_guard lock(m_room.mutex);
        m_room.thread = std::this_thread::get_id();
        std::vector<audio::InputDevice> found;
        for (const auto& [name, device] : m_room.devices) found.push_back({name, "Fake", name == "desk", 2, 44100.0});
        return found;
    }
    InputFailure open(const std::string& label, std::string& details) override {
        const std::lock_guard lock(m_room.mutex);
        details = "made up";
        m_name = label.substr(0, label.find(' '));
        Room::Device& device = m_room.devices[m_name];
        ++device.opened;
        if (device.failure != InputFailure::None) return device.failure;
        device.open = m_open = true;
        int open = 0;
        for (const auto& each : m_room.devices) open += each.second.open ? 1 : 0;
        m_room.most = std::max(m_room.most, open);
        return InputFailure::None;
    }
    void close() override {
        const std::lock_guard lock(m_room.mutex);
        if (m_open) m_room.devices[m_name].open = false;
        m_open = false;
    }
    [[nodiscard]] std::string label() const override { return m_name + " (Fake)"; }
    [[nodiscard]] double rateHz() const override { return 48000.0; }
    [[nodiscard]] int channels() const override { return 2; }
    std::size_t read(std::span<float> interleaved) override {
        const std::lock_guard lock(m_room.mutex);
        const Room::Device& device = m_room.devices[m_name];
        if (!device.alive) return 0;
        const std::size_t count = std::min<std::size_t>(interleaved.size(), 2000);
        for (std::size_t i = 0; i < count; ++i) interleaved[i] = i % 4 < 2 ? device.level : -device.level;
        return count;
    }
    [[nodiscard]] std::int64_t readMoment() const override { return 0; }
    [[nodiscard]] std::int64_t overflows() const override { return 0; }
    bool alive() override {
        const std::lock_guard lock(m_room.mutex);
        return m_room.devices[m_name].alive;
    }

private:
    Room& m_room;
    std::string m_name;
    bool m_open = false;
};

InputLevel levelOf(const InputLevels& levels, const std::string& name) {
    for (const auto& level : levels.snapshot()) {
        if (level.device.name == name) return level;
    }
    return {};
}

}  // namespace

class TestInputLevels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsEachDevice();
    void saysWhyOneCannotBeOpened();
    void leavesLivesDeviceAlone();
    void letsGoWhenStopped();
    void followsLevelsAndLosses();
    void takesManyInTurn();
    void realDevicesDoNoHarm();
};

void TestInputLevels::showsEachDevice() {
    Room room;
    room.devices = {{"desk", {.level = 0.5F}}, {"headset", {.level = 0.0F}}};
    InputLevels levels([&] { return std::make_unique<RoomInput>(room); });
    QVERIFY(levels.snapshot().empty());
    levels.start();
    QTRY_VERIFY(levelOf(levels, "desk").heard && levelOf(levels, "headset").heard);
    const auto desk = levelOf(levels, "desk");
    QVERIFY(desk.device.isDefault);
    QCOMPARE(desk.device.label(), std::string("desk (Fake)"));
    QCOMPARE(desk.device.rateHz, 44100.0);
    QCOMPARE(desk.rateHz, 48000.0);
    QVERIFY(std::abs(desk.peakDb + 6.02) < 0.01 && std::abs(desk.rmsDb + 6.02) < 0.01);
    QCOMPARE(levelOf(levels, "headset").peakDb, -120.0);
    QCOMPARE(room.most, 2);
    QCOMPARE(levels.listed(), 1);
    QVERIFY(room.thread != std::this_thread::get_id());
}

void TestInputLevels::saysWhyOneCannotBeOpened() {
    Room room;
    room.devices = {{"desk", {.level = 0.5F}}, {"taken", {.failure = InputFailure::Busy}}};
    InputLevels levels([&] { return std::make_unique<RoomInput>(room); });
    levels.start();
    QTRY_VERIFY(!levelOf(levels, "taken").problem.empty());
    QVERIFY(QString::fromStdString(levelOf(levels, "taken").problem.english()).contains("Another program uses"));
    QVERIFY(!levelOf(levels, "taken").heard);
    // It is asked again, seldom.
    room.change("taken", [](auto& device) { device.failure = InputFailure::None; });
    QTRY_VERIFY_WITH_TIMEOUT(levelOf(levels, "taken").heard, 6000 * kPatience);
    QVERIFY(levelOf(levels, "taken").problem.empty());
    QCOMPARE(room.of("taken").opened, 2);
    QCOMPARE(room.of("desk").opened, 1);
}

void TestInputLevels::leavesLivesDeviceAlone() {
    Room room;
    room.devices = {{"desk", {}}, {"headset", {}}};
    InputLevels levels([&] { return std::make_unique<RoomInput>(room); });
    levels.start("desk (Fake)");
    QTRY_VERIFY(levelOf(levels, "headset").heard);
    QVERIFY(levelOf(levels, "desk").inUse);
    QCOMPARE(room.of("desk").opened, 0);
}

void TestInputLevels::letsGoWhenStopped() {
    Room room;
    room.devices = {{"desk", {}}, {"headset", {}}};
    {
        InputLevels levels([&] { return std::make_unique<RoomInput>(room); });
        levels.start();
        QTRY_COMPARE(room.open(), 2);
        levels.stop();
        QTRY_COMPARE(room.open(), 0);
        QCOMPARE(levels.snapshot().size(), std::size_t{2});
        // Listed anew: what was plugged in meanwhile is seen.
        room.change("webcam", [](auto&) {});
        levels.start();
        QTRY_COMPARE(levels.snapshot().size(), std::size_t{3});
        QTRY_COMPARE(room.open(), 3);
    }
    QCOMPARE(room.open(), 0);
}

void TestInputLevels::followsLevelsAndLosses() {
    Room room;
    room.devices = {{"desk", {.level = 0.001F}}};
    InputLevels levels([&] { return std::make_unique<RoomInput>(room); });
    levels.start();
    QTRY_VERIFY(std::abs(levelOf(levels, "desk").peakDb + 60.0) < 0.01);
    room.change("desk", [](auto& device) { device.level = 1.0F; });
    QTRY_VERIFY(std::abs(levelOf(levels, "desk").peakDb) < 0.01);
    room.change("desk", [](auto& device) { device.alive = false; });
    QTRY_VERIFY(!levelOf(levels, "desk").problem.empty());
    QVERIFY(!levelOf(levels, "desk").heard);
    QCOMPARE(room.open(), 0);
}

void TestInputLevels::takesManyInTurn() {
    Room room;
    const auto count = InputLevels::kAtOnce + 3;
    for (std::size_t i = 0; i < count; ++i) room.devices[std::string("m").append(std::to_string(i))].level = 0.1F;
    InputLevels levels([&] { return std::make_unique<RoomInput>(room); });
    levels.start();
    const auto heard = [&] {
        const auto all = levels.snapshot();
        return std::count_if(all.begin(), all.end(), [](const InputLevel& level) { return level.heard; });
    };
    QTRY_COMPARE_WITH_TIMEOUT(heard(), static_cast<std::ptrdiff_t>(count), 8000 * kPatience);
    QVERIFY(room.most <= static_cast<int>(InputLevels::kAtOnce));
}

void TestInputLevels::realDevicesDoNoHarm() {
    InputLevels levels;
    levels.start();
    QTRY_VERIFY_WITH_TIMEOUT(levels.listed() == 1, 20000 * kPatience);
    for (const auto& level : levels.snapshot()) QVERIFY(!level.device.name.empty());
}

QTEST_GUILESS_MAIN(TestInputLevels)
#include "TestInputLevels.moc"
