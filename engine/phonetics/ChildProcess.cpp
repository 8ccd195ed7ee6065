// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/phonetics/ChildProcess.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <thread>

extern char** environ;

namespace prososcope::phonetics {

namespace {

constexpr std::size_t kMostOutput = std::size_t{256} << 20;
constexpr int kPollMilliseconds = 50;

/// Closes its descriptor at the end.
class Descriptor {
public:
    explicit Descriptor(int value = -1) : m_value(value) {}
    ~Descriptor() { close(); }
    Descriptor(Descriptor&& other) noexcept : m_value(std::exchange(other.m_value, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(m_value, other.m_value);
        return *this;
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int get() const { return m_value; }
    [[nodiscard]] bool isOpen() const { return m_value >= 0; }
    void close() {
        if (m_value >= 0) ::close(m_value);
        m_value = -1;
    }

private:
    int m_value;
};

struct Channel {
    Descriptor ours;
    Descriptor theirs;
};

/// A socket rather than a pipe, so that a child that is gone gives an error here and no signal to the whole program.
std::optional<Channel> makeChannel() {
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) return {};
    return Channel{Descriptor(ends[0]), Descriptor(ends[1])};
}

std::optional<pid_t> spawn(const ChildProcess& child, std::array<Channel, 3>& channels, int& problem) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawnattr_init(&attributes);
    for (int i = 0; i < 3; ++i)
        ::posix_spawn_file_actions_adddup2(&actions, channels[static_cast<std::size_t>(i)].theirs.get(), i);
    sigset_t none;
    sigset_t usual;
    ::sigemptyset(&none);
    ::sigemptyset(&usual);
    for (const int signal : {SIGPIPE, SIGINT, SIGTERM, SIGCHLD}) ::sigaddset(&usual, signal);
    ::posix_spawnattr_setsigmask(&attributes, &none);
    ::posix_spawnattr_setsigdefault(&attributes, &usual);
    ::posix_spawnattr_setpgroup(&attributes, 0);
    ::posix_spawnattr_setflags(&attributes,
                               static_cast<short>(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP));
    std::string name = child.program.string();
    std::vector<std::string> words = child.arguments;
    std::vector<char*> arguments{name.data()};
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    pid_t pid = -1;
    problem = ::posix_spawn(&pid, name.c_str(), &actions, &attributes, arguments.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    ::posix_spawnattr_destroy(&attributes);
    return problem == 0 ? std::optional(pid) : std::nullopt;
}

/// Reads what is there; closes the channel at its end. False on an error of the channel, which counts as its end.
void readInto(Channel& channel, std::string& text) {
    std::array<char, 65536> buffer{};
    const auto got = ::recv(channel.ours.get(), buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (got > 0) {
        text.append(buffer.data(), static_cast<std::size_t>(got));
    } else if (got == 0 || (errno != EAGAIN && errno != EINTR)) {
        channel.ours.close();
    }
}

void writeFrom(Channel& channel, std::string_view input, std::size_t& sent) {
    const auto put = ::send(channel.ours.get(), input.data() + sent, input.size() - sent, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (put > 0) sent += static_cast<std::size_t>(put);
    const bool gone = put < 0 && errno != EAGAIN && errno != EINTR;
    if (gone || sent == input.size()) channel.ours.close();
}

/// Ends a child that has not ended by itself, whatever way its owner leaves.
class Watch {
public:
    explicit Watch(pid_t pid) : m_pid(pid) {}
    ~Watch() {
        if (m_pid <= 0) return;
        ::kill(m_pid, SIGKILL);
        int status = 0;
        while (::waitpid(m_pid, &status, 0) < 0 && errno == EINTR) {
        }
    }
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;
    /// Its exit code once it has ended; 128 and the signal where one ended it.
    std::optional<int> ended() {
        int status = 0;
        const pid_t gone = ::waitpid(m_pid, &status, WNOHANG);
        if (gone == 0 || (gone < 0 && errno == EINTR)) return {};
        m_pid = -1;
        constexpr int kSignalled = 128;
        if (gone < 0) return 0;  // somebody else waits for all children: it has ended, how is not known
        return WIFEXITED(status) ? WEXITSTATUS(status) : kSignalled + WTERMSIG(status);
    }

private:
    pid_t m_pid;
};

}  // namespace

core::Result<ChildResult> runChild(const ChildProcess& child, const core::Progress& progress,
                                   const std::function<void(std::string_view)>& onOutput) {
    std::array<Channel, 3> channels;
    for (auto& channel : channels) {
        auto made = makeChannel();
        if (!made)
            return core::fail(
                core::ErrorKind::Failed,
                {TRANSLATABLE("Engine", "%1 could not be started: too many files are open."), {child.program.string()}},
                std::strerror(errno));
        channel = std::move(*made);
    }
    int problem = 0;
    const auto pid = spawn(child, channels, problem);
    if (!pid)
        return core::fail(core::ErrorKind::Unavailable, {TRANSLATABLE("Engine", "%1 could not be started (%2)."),
                                                         {child.program.string(), std::strerror(problem)}});
    Watch watch(*pid);
    for (auto& channel : channels) channel.theirs.close();
    auto& [in, out, err] = channels;
    if (child.input.empty()) in.ours.close();

    ChildResult result;
    std::size_t sent = 0;
    const auto deadline = std::chrono::steady_clock::now() + child.limit;
    std::optional<int> code;
    while (!code || out.ours.isOpen() || err.ours.isOpen()) {
        if (progress.stopRequested()) return core::cancelled();
        if (std::chrono::steady_clock::now() > deadline)
            return core::fail(core::ErrorKind::Failed, {TRANSLATABLE("Engine", "%1 took longer than %2 s and was stopped."),
                                                        {child.program.string(), std::to_string(child.limit.count() / 1000)}});
        if (!out.ours.isOpen() && !err.ours.isOpen()) {
            code = watch.ended();
            if (!code) std::this_thread::sleep_for(std::chrono::milliseconds(1));
            continue;
        }
        std::array<pollfd, 3> polls{{{in.ours.get(), POLLOUT, 0}, {out.ours.get(), POLLIN, 0}, {err.ours.get(), POLLIN, 0}}};
        const int ready = ::poll(polls.data(), polls.size(), kPollMilliseconds);
        if (!code) code = watch.ended();
        if (ready <= 0) {
            // What an ended child has left to its own children is not waited for.
            if (code && ready == 0) break;
            continue;
        }
        if (polls[0].revents != 0) writeFrom(in, child.input, sent);
        if (polls[2].revents != 0) readInto(err, result.errors);
        if (polls[1].revents != 0) {
            readInto(out, result.output);
            if (onOutput) onOutput(result.output);
        }
        if (result.output.size() + result.errors.size() > kMostOutput)
            return core::fail(core::ErrorKind::Failed,
                              {TRANSLATABLE("Engine", "%1 wrote without end and was stopped."), {child.program.string()}});
    }
    result.exitCode = code.value_or(0);
    return result;
}

std::optional<std::filesystem::path> findProgram(std::string_view name) {
    const char* path = std::getenv("PATH");
    const std::string_view folders = path != nullptr ? path : "/usr/bin:/bin";
    for (std::size_t i = 0; i <= folders.size();) {
        const auto end = std::min(folders.find(':', i), folders.size());
        const auto folder = folders.substr(i, end - i);
        i = end + 1;
        if (!folder.starts_with('/')) continue;
        const auto file = std::filesystem::path(folder) / name;
        std::error_code code;
        if (std::filesystem::is_regular_file(file, code) && ::access(file.c_str(), X_OK) == 0) return file;
    }
    return {};
}

}  // namespace prososcope::phonetics
