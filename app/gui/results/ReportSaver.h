// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <cstdint>
#include <functional>
#include <vector>

#include "app/gui/Loader.h"
#include "app/gui/Page.h"

namespace prososcope::gui {

/// The action "Save report" of Results: asks for a folder and writes a report on the chosen runs there, as HTML, PDF, LaTeX and
/// CSV, read and written by a Loader. Owned by the page, whose message bar says what became of it. GUI thread.
class ReportSaver : public QObject {
    Q_OBJECT
public:
    using ChosenRuns = std::function<std::vector<std::int64_t>()>;
    ReportSaver(const PageContext& context, Page* page, ChosenRuns chosen);

    void ask();
    /// Writes into a folder of its own below this one.
    void saveTo(const QString& folder);

Q_SIGNALS:
    void saved(const QString& folder);

private:
    PageContext m_context;
    Page* m_page;
    ChosenRuns m_chosen;
    Loader m_loader;
};

}  // namespace prososcope::gui
