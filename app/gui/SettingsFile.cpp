// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/SettingsFile.h"

#include <QJsonDocument>
#include <string>
#include <system_error>
#include <utility>

#include "engine/core/Log.h"
#include "engine/core/Paths.h"
#include "engine/core/SafeFile.h"

namespace prososcope::gui {

namespace {
constexpr std::size_t kLargest = std::size_t{4} << 20;
}

SettingsFile::SettingsFile(std::filesystem::path file) : m_file(std::move(file)) {}

SettingsFile::~SettingsFile() { m_writer.waitForDone(); }

std::filesystem::path SettingsFile::standardPath() { return core::dataFolder() / "window.json"; }

QJsonObject SettingsFile::load() const {
    std::error_code code;
    if (!std::filesystem::exists(m_file, code)) return {};
    const auto content = core::readFile(m_file, kLargest);
    if (!content) {
        core::log(core::LogLevel::Warning, content.error().message());
        return {};
    }
    QJsonParseError problem;
    const auto document = QJsonDocument::fromJson(QByteArray::fromStdString(*content), &problem);
    if (!document.isObject()) {
        core::log(core::LogLevel::Warning, "Settings in " + m_file.string() + " are damaged and were ignored (" +
                                               problem.errorString().toStdString() + ").");
        return {};
    }
    return document.object();
}

void SettingsFile::save(const QJsonObject& settings) {
    const std::string content = QJsonDocument(settings).toJson().toStdString();
    m_writer.run([file = m_file, content] {
        if (const auto written = core::writeFile(file, content); !written) {
            core::log(core::LogLevel::Warning, written.error().message());
        }
    });
}

void SettingsFile::flush() { m_writer.waitForDone(); }

}  // namespace prososcope::gui
