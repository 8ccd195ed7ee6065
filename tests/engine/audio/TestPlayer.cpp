// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <thread>

#include "engine/audio/AudioFile.h"
#include "engine/audio/Player.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using audio::Player;

/// Playing without a sound device: the position runs by the clock. And with whatever device this machine has.
class TestPlayer : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::filesystem::path m_file;

    static bool reaches(const Player& player, Player::State state) {
        return QTest::qWaitFor([&] { return player.state() == state; }, 20000);
    }

private Q_SLOTS:
    void initTestCase() {
        audio::AudioClip clip{16000, {{}}};
        for (int i = 0; i < 16000; ++i) clip.channels[0].push_back(static_cast<float>(0.01 * std::sin(0.1 * i)));
        m_file = toPath(m_folder.filePath("second.wav"));
        PROSOSCOPE_VERIFY(audio::writeWav(m_file, clip));
    }

    void atRestNothingPlays() {
        Player player(Player::Output::None);
        QCOMPARE(player.state(), Player::State::Stopped);
        QCOMPARE(player.positionSeconds(), 0.0);
        QVERIFY(player.problem().empty());
        player.pause();
        player.stop();
        player.resume();
        QCOMPARE(player.state(), Player::State::Stopped);
    }

    void runsByTheClockToTheEnd() {
        Player player(Player::Output::None);
        player.play({.path = m_file, .startSeconds = 0.25, .endSeconds = 0.5});
        QVERIFY(player.state() != Player::State::Stopped);
        double last = 0.25;
        while (player.state() != Player::State::Stopped) {
            const double position = player.positionSeconds();
            QVERIFY2(position >= last && position <= 0.5, qPrintable(QString::number(position)));
            if (player.state() == Player::State::Playing) QVERIFY(player.silent());
            last = position;
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        QCOMPARE(player.positionSeconds(), 0.5);
        QVERIFY(player.problem().empty());
    }

    void positionFollowsTheClock() {
        Player player(Player::Output::None);
        player.play({.path = m_file, .loop = true});
        QVERIFY(reaches(player, Player::State::Playing));
        const auto before = std::chrono::steady_clock::now();
        const double first = player.positionSeconds();
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        const double second = player.positionSeconds();
        const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - before;
        const double moved = std::fmod(second - first + 1.0, 1.0);
        if (passed.count() < 0.9) QVERIFY(moved >= 0.1 - 1e-3 && moved <= passed.count() + 1e-3);
    }

    void loopsWithinItsSpanUntilStopped() {
        Player player(Player::Output::None);
        player.play({.path = m_file, .startSeconds = 0.3, .endSeconds = 0.34, .loop = true});
        int turns = 0;
        double last = 0.3;
        QVERIFY(QTest::qWaitFor(
            [&] {
                const double position = player.positionSeconds();
                if (position < 0.3 || position >= 0.3401) return false;
                if (position < last) ++turns;
                last = position;
                std::this_thread::sleep_for(std::chrono::milliseconds(2));
                return turns >= 3;
            },
            20000));
        player.stop();
        QCOMPARE(player.state(), Player::State::Stopped);
        const double rest = player.positionSeconds();
        std::this_thread::sleep_for(std::chrono::milliseconds(30));
        QCOMPARE(player.positionSeconds(), rest);
    }

    void pauseHoldsThePosition() {
        Player player(Player::Output::None);
        player.play({.path = m_file, .loop = true});
        QVERIFY(QTest::qWaitFor([&] { return player.positionSeconds() > 0.02; }, 20000));
        player.pause();
        QCOMPARE(player.state(), Player::State::Paused);
        std::this_thread::sleep_for(std::chrono::milliseconds(300));
        const double held = player.positionSeconds();
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        QCOMPARE(player.positionSeconds(), held);
        player.resume();
        QCOMPARE(player.state(), Player::State::Playing);
        QVERIFY(QTest::qWaitFor([&] { return player.positionSeconds() != held; }, 20000));
        player.stop();
    }

    void aNewRequestReplacesTheOld() {
        Player player(Player::Output::None);
        for (int i = 0; i < 20; ++i)
            player.play({.path = m_file, .startSeconds = 0.02 * i, .endSeconds = 0.02 * i + 0.1, .loop = true});
        QVERIFY(reaches(player, Player::State::Playing));
        QVERIFY(player.positionSeconds() >= 0.38);
        player.play({.path = m_file, .startSeconds = 0.1, .endSeconds = 0.12});
        QVERIFY(player.positionSeconds() <= 0.12 + 1e-9);
        QVERIFY(reaches(player, Player::State::Stopped));
        QCOMPARE(player.positionSeconds(), 0.12);
    }

    void stopRightAfterPlayStops() {
        Player player(Player::Output::None);
        player.play({.path = m_file, .loop = true});
        QVERIFY(reaches(player, Player::State::Playing));
        player.play({.path = m_file, .startSeconds = 0.5, .loop = true});
        player.stop();
        QCOMPARE(player.state(), Player::State::Stopped);
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        QCOMPARE(player.state(), Player::State::Stopped);
        const double stopped = player.positionSeconds();
        QVERIFY2(stopped >= 0.5 && stopped < 1.0, qPrintable(QString::number(stopped)));  // it may have begun
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        QCOMPARE(player.positionSeconds(), stopped);
    }

    void unreadableFileIsAProblem() {
        Player player(Player::Output::None);
        player.play({.path = m_file.parent_path() / "absent.wav"});
        QVERIFY(reaches(player, Player::State::Stopped));
        QVERIFY(player.problem().english().find("absent.wav") != std::string::npos);
        player.play({.path = m_file, .startSeconds = 5.0});
        QVERIFY(reaches(player, Player::State::Stopped));
        QVERIFY(player.problem().empty());
        QCOMPARE(player.positionSeconds(), 1.0);
    }

    void playsToTheEndOnThisMachine() {
        // With a device it is heard, without one the clock runs: either way the span ends where it should.
        Player player;
        player.play({.path = m_file, .startSeconds = 0.8, .gain = 0.1F});
        QVERIFY(reaches(player, Player::State::Stopped));
        QCOMPARE(player.positionSeconds(), 1.0);
    }

    void endsWhilePlaying() {
        Player silent(Player::Output::None);
        Player real;
        silent.play({.path = m_file, .loop = true});
        real.play({.path = m_file, .loop = true, .gain = 0.1F});
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
};

QTEST_GUILESS_MAIN(TestPlayer)
#include "TestPlayer.moc"
