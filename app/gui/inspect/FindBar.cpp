// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/FindBar.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <algorithm>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/ActionRegistry.h"
#include "app/gui/inspect/FileLoader.h"
#include "app/gui/inspect/PanelParts.h"
#include "app/gui/inspect/RecordingModel.h"
#include "app/gui/inspect/TierController.h"
#include "widgets/Theme.h"
#include "widgets/TierView.h"

namespace prososcope::gui {

using annotation::FoundLabel;

namespace {

constexpr int kDelayMs = 120;
constexpr int kFieldWidth = 260;

struct Found {
    std::vector<FoundLabel> places;
    core::Text problem;
};

}  // namespace

FindBar::FindBar(const PageContext& context, TierController* tiers, FileLoader* loader, QWidget* parent)
    : QWidget(parent),
      m_tiers(tiers),
      m_loader(loader),
      m_field(new QLineEdit(this)),
      m_case(new QCheckBox(tr("Match &case"), this)),
      m_expression(new QCheckBox(tr("Regular e&xpression"), this)),
      m_state(new QLabel(this)) {
    m_field->setPlaceholderText(tr("Find in labels"));
    m_field->setAccessibleName(tr("Find in labels"));
    m_field->setClearButtonEnabled(true);
    m_field->setMaximumWidth(static_cast<int>(kFieldWidth * widgets::Theme::instance().scale()));
    paintText(m_state, widgets::Ink::Muted);
    m_state->setTextFormat(Qt::PlainText);
    const auto button = [this](const char* icon, const QString& text, auto run) {
        auto* made = new QToolButton(this);
        made->setIcon(widgets::Theme::instance().icon(QLatin1String(icon)));
        made->setAutoRaise(true);
        made->setFixedSize(28, 28);
        made->setToolTip(text);
        made->setAccessibleName(text);
        connect(made, &QToolButton::clicked, this, run);
        return made;
    };
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->setSpacing(8);
    layout->addWidget(m_field, 1);
    layout->addWidget(button("chevron-left", tr("Previous place"), [this] { step(false); }));
    layout->addWidget(button("chevron-right", tr("Next place"), [this] { step(true); }));
    layout->addWidget(m_case);
    layout->addWidget(m_expression);
    layout->addWidget(m_state, 1);
    layout->addWidget(button("close", tr("Close the search"), [this] { close(); }));
    m_delay.setSingleShot(true);
    m_delay.setInterval(kDelayMs);
    connect(&m_delay, &QTimer::timeout, this, &FindBar::search);
    const auto restart = [this] {
        m_isFresh = false;
        m_delay.start();
    };
    connect(m_field, &QLineEdit::textChanged, this, restart);
    connect(m_case, &QCheckBox::toggled, this, restart);
    connect(m_expression, &QCheckBox::toggled, this, restart);
    connect(m_tiers, &TierController::modelChanged, this, &FindBar::follow);
    addActions(context);
    hide();
    follow();
}

void FindBar::addActions(const PageContext& context) {
    const auto add = [&](const ActionSpec& spec, std::function<void()> run) {
        context.actions->add(spec, [this, run = std::move(run)] {
            if (m_model && parentWidget() != nullptr && parentWidget()->isVisible()) run();
        });
    };
    add({.id = "edit.find",
         .menu = "edit",
         .text = tr("&Find..."),
         .description = tr("Find text in the labels of the annotation."),
         .keys = {QKeySequence(Qt::CTRL | Qt::Key_F)},
         .icon = "search"},
        [this] { open(); });
    add({.id = "edit.findNext",
         .menu = "edit",
         .text = tr("Find &next"),
         .description = tr("Go to the next label with the text."),
         .keys = {QKeySequence(Qt::Key_F3)}},
        [this] { step(true); });
    add({.id = "edit.findPrevious",
         .menu = "edit",
         .text = tr("Find &previous"),
         .description = tr("Go to the label with the text before this one."),
         .keys = {QKeySequence(Qt::SHIFT | Qt::Key_F3)}},
        [this] { step(false); });
}

void FindBar::follow() {
    if (m_model) m_model->disconnect(this);
    m_model = m_tiers->model();
    if (m_model == nullptr) {
        hide();
    } else {
        connect(m_model, &AnnotationModel::changed, this, [this] {
            m_isFresh = false;
            if (isVisible()) m_delay.start();
        });
        connect(m_model, &AnnotationModel::placeChanged, this, &FindBar::tell);
    }
    m_isFresh = false;
    if (isVisible()) m_delay.start();
}

void FindBar::open() {
    show();
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
    if (!m_isFresh) m_delay.start();
}

void FindBar::close() {
    hide();
    m_tiers->tiers()->setFocus(Qt::OtherFocusReason);
}

void FindBar::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        close();
        return;
    }
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        step(!event->modifiers().testFlag(Qt::ShiftModifier));
        return;
    }
    QWidget::keyPressEvent(event);
}

void FindBar::search() {
    m_delay.stop();
    m_loader->cancel(this);
    ++m_generation;
    m_found.clear();
    if (!m_model || m_field->text().isEmpty()) {
        m_isFresh = true;
        m_wanted.reset();
        m_state->clear();
        return;
    }
    annotation::TextQuery query;
    query.pattern = m_field->text().toStdString();
    query.isRegularExpression = m_expression->isChecked();
    query.caseSensitive = m_case->isChecked();
    m_loader->run(this, 5,
                  [this, query, annotation = m_model->annotation(), generation = m_generation](const std::stop_token&) {
                      auto found = std::make_shared<Found>();
                      if (const auto matcher = annotation::TextMatcher::create(query); matcher) {
                          found->places = annotation::findLabels(annotation, *matcher);
                      } else {
                          found->problem = matcher.error().text;
                      }
                      return FileLoader::Deliver([this, found, generation] {
                          if (generation != m_generation) return;
                          m_found = std::move(found->places);
                          m_isFresh = true;
                          if (!found->problem.empty()) {
                              m_wanted.reset();
                              m_state->setText(engine_thread::translated(found->problem));
                              return;
                          }
                          tell();
                          if (m_wanted) step(*m_wanted);
                      });
                  });
}

void FindBar::step(bool forward) {
    if (!m_isFresh) {
        m_wanted = forward;
        search();
        return;
    }
    m_wanted.reset();
    if (!m_model || m_found.empty()) {
        if (!isVisible()) open();
        return;
    }
    // On from the selected place, else from the cursor, and round at the end.
    const auto& place = m_model->place();
    const auto shown =
        place.item ? std::find(m_found.begin(), m_found.end(), FoundLabel{place.tier, *place.item}) : m_found.end();
    std::size_t next = 0;
    if (shown != m_found.end()) {
        const auto index = static_cast<std::size_t>(shown - m_found.begin());
        next = (index + (forward ? 1 : m_found.size() - 1)) % m_found.size();
    } else {
        const double cursor = m_tiers->cursor();
        const auto after = std::find_if(m_found.begin(), m_found.end(), [&](const FoundLabel& found) {
            const auto tier = m_model->annotation().find(found.tier);
            return tier && found.item < tier->items.size() && tier->items[found.item].time > cursor;
        });
        const auto index = static_cast<std::size_t>(after - m_found.begin());
        next = (forward ? index : index + m_found.size() - 1) % m_found.size();
    }
    m_tiers->show(m_found[next].tier, m_found[next].item);
    tell();
}

void FindBar::tell() {
    if (!m_isFresh || m_field->text().isEmpty() || !m_model) return;
    if (m_found.empty()) {
        m_state->setText(tr("No label has it"));
        return;
    }
    const auto& place = m_model->place();
    const auto shown =
        place.item ? std::find(m_found.begin(), m_found.end(), FoundLabel{place.tier, *place.item}) : m_found.end();
    const int count = static_cast<int>(m_found.size());
    m_state->setText(shown == m_found.end() ? tr("%n labels", nullptr, count)
                                            : tr("%1 of %n labels", nullptr, count).arg(shown - m_found.begin() + 1));
}

QString FindBar::state() const { return m_state->text(); }

}  // namespace prososcope::gui
